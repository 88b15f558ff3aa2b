package io.frameflow.pipeline.source;

import static io.frameflow.pipeline.source.ScriptedReader.record;
import static io.frameflow.pipeline.source.ScriptedReader.splitId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.frameflow.pipeline.frames.FrameParser;
import io.frameflow.pipeline.frames.Records;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.serdes.MalformedRecordException;
import io.frameflow.schemas.serdes.RegistryUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first byte of a value is its schema here; a registry that is down knows none of them. */
class FrameReaderTest {
  private static final byte OLD = 1;
  private static final byte NEW = 2;
  private static final byte WRONG = 3;

  private final ScriptedReader kafka = new ScriptedReader();
  private final Set<Byte> seen = ConcurrentHashMap.newKeySet();
  private final EmittedFrames output = new EmittedFrames();
  private volatile boolean registryUp = true;
  private FrameReader reader;

  @BeforeEach
  void open() {
    seen.add(OLD);
    reader =
        new FrameReader(
            kafka,
            value -> seen.contains(value[0]),
            new FrameParser((topic, value) -> frame(value)),
            () -> {});
    reader.addSplits(List.of(split(0), split(1)));
  }

  @AfterEach
  void close() throws Exception {
    reader.close();
    assertThat(kafka.isClosed()).isTrue();
  }

  private Frame frame(byte[] value) {
    if (!seen.contains(value[0])) {
      if (!registryUp) {
        throw new RegistryUnavailableException("down", new IOException("down"));
      }
      seen.add(value[0]);
    }
    if (value[0] == WRONG) {
      throw new MalformedRecordException("wrong");
    }
    return Records.frame("gate-1", value[0], value);
  }

  @Test
  void onlyThePartitionOfAnUnknownSchemaWaits() throws Exception {
    registryUp = false;
    give(0, 0, OLD);
    give(0, 1, NEW);
    give(0, 2, OLD);
    give(1, 0, OLD);
    give(0, 3, OLD);
    give(1, 1, OLD);
    drain();

    assertThat(emitted(0)).containsExactly(0L);
    assertThat(emitted(1)).containsExactly(0L, 1L);
    assertThat(kafka.paused).containsExactly(splitId(0));
    assertThat(reader.framesWaiting()).isEqualTo(3);
    assertThat(reader.isAvailable()).isNotDone();

    registryUp = true;
    drainUntil(6);
    assertThat(emitted(0)).containsExactly(0L, 1L, 2L, 3L);
    assertThat(emitted(1)).containsExactly(0L, 1L);
    assertThat(kafka.paused).isEmpty();
    assertThat(reader.framesWaiting()).isZero();
    assertThat(output.frames).allMatch(SourceFrame.Valid.class::isInstance);
  }

  @Test
  void aCheckpointMeanwhileStandsAtTheFirstRecordThatWaits() throws Exception {
    registryUp = false;
    give(0, 7, NEW);
    give(0, 8, OLD);
    give(1, 4, OLD);
    drain();

    assertThat(offsets(reader.snapshotState(1))).containsExactlyInAnyOrder("0@7", "1@5");
    reader.notifyCheckpointComplete(1);
    assertThat(kafka.committed).isEmpty();

    registryUp = true;
    drainUntil(3);
    assertThat(offsets(reader.snapshotState(2))).containsExactlyInAnyOrder("0@9", "1@5");
    reader.notifyCheckpointComplete(2);
    assertThat(kafka.committed).containsExactly(2L);
  }

  @Test
  void theInputDoesNotEndBeforeTheRecordsThatWait() throws Exception {
    registryUp = false;
    give(0, 0, NEW);
    give(0, 1, OLD);
    kafka.endAfterRecords(0, 1);
    assertThat(drain()).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(offsets(reader.snapshotState(1))).containsExactly("0@0");

    registryUp = true;
    drainUntil(2);
    assertThat(drain()).isEqualTo(InputStatus.END_OF_INPUT);
    assertThat(emitted(0)).containsExactly(0L, 1L);
    assertThat(reader.snapshotState(2)).isEmpty();
  }

  @Test
  void whatTheRegistryRefusesIsRefusedInItsPlace() throws Exception {
    registryUp = false;
    give(0, 0, WRONG);
    give(0, 1, OLD);
    drain();
    registryUp = true;
    drainUntil(2);

    assertThat(emitted(0)).containsExactly(0L, 1L);
    assertThat(output.frames.get(0)).isInstanceOf(SourceFrame.Refused.class);
  }

  @Test
  void whileTheRegistryAnswersNothingIsHeldBack() throws Exception {
    give(0, 0, NEW);
    give(0, 1, WRONG);
    give(1, 0, NEW);
    drain();

    assertThat(output.frames).hasSize(3);
    assertThat(kafka.paused).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverTheOutagesEveryRecordComesOnceAndInOrder(long seed) throws Exception {
    Random random = new Random(seed);
    long[] next = new long[2];
    int given = 0;
    for (int step = 0; step < 300; step++) {
      int partition = random.nextInt(2);
      // Of a paused partition a few records are under way still.
      if (!kafka.paused.contains(splitId(partition)) || random.nextInt(4) == 0) {
        give(partition, next[partition]++, (byte) (random.nextInt(40) == 0 ? 4 + given % 99 : 1));
        given++;
      }
      if (random.nextInt(20) == 0) {
        registryUp = !registryUp;
      }
      reader.pollNext(output);
    }
    registryUp = true;
    drainUntil(given);
    for (int partition = 0; partition < 2; partition++) {
      List<Long> expected = new ArrayList<>();
      for (long offset = 0; offset < next[partition]; offset++) {
        expected.add(offset);
      }
      assertThat(emitted(partition)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private void give(int partition, long offset, byte schema) {
    kafka.records.add(record(partition, offset, new byte[] {schema}));
  }

  private InputStatus drain() throws Exception {
    InputStatus status = reader.pollNext(output);
    while (status == InputStatus.MORE_AVAILABLE) {
      status = reader.pollNext(output);
    }
    return status;
  }

  private void drainUntil(int records) {
    await()
        .until(
            () -> {
              drain();
              return output.frames.size() == records;
            });
  }

  private List<Long> emitted(int partition) {
    return output.frames.stream()
        .map(SourceFrame::record)
        .filter(record -> record.partition() == partition)
        .map(record -> record.offset())
        .collect(Collectors.toList());
  }

  private static List<String> offsets(List<KafkaPartitionSplit> splits) {
    return splits.stream().map(s -> s.getPartition() + "@" + s.getStartingOffset()).toList();
  }

  private static KafkaPartitionSplit split(int partition) {
    return new KafkaPartitionSplit(new TopicPartition(Records.TOPIC, partition), 0);
  }
}
