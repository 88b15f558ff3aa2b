package io.frameflow.pipeline.source;

import io.frameflow.pipeline.frames.FrameParser;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads records from the connector's reader and parses them.
 *
 * <p>A record of a schema that nobody has seen yet needs the registry. If that does not answer, the
 * record's partition waits: it is paused, and what was fetched of it stays here, in order. The
 * other partitions go on, and so do checkpoints, for which the partition stands at the first record
 * that waits. Nothing is given up, however long it takes.
 */
@SuppressWarnings("try") // Flink closes it, and may be interrupted in that.
final class FrameReader implements SourceReader<SourceFrame, KafkaPartitionSplit>, RecordTaker {
  private final SourceReader<SourceRecord, KafkaPartitionSplit> kafka;
  private final Predicate<byte[]> offline;
  private final FrameParser parser;
  private final AutoCloseable serde;
  private final RegistryLookups lookups;
  private final Map<String, KafkaPartitionSplit> assigned = new HashMap<>();
  private final Map<String, WaitingPartition> waiting = new LinkedHashMap<>();
  private final TreeSet<Long> checkpointsInWaiting = new TreeSet<>();
  private final AtomicInteger framesWaiting = new AtomicInteger();
  private ReaderOutput<SourceFrame> output;
  private ParsingOutput parsing;
  private boolean kafkaEnded;

  /**
   * @param offline tells whether a record's value can be parsed without asking the registry
   * @param serde closed with this reader
   */
  FrameReader(
      SourceReader<SourceRecord, KafkaPartitionSplit> kafka,
      Predicate<byte[]> offline,
      FrameParser parser,
      AutoCloseable serde) {
    this.kafka = kafka;
    this.offline = offline;
    this.parser = parser;
    this.serde = serde;
    this.lookups = new RegistryLookups(parser);
  }

  /** Records held back just now. */
  int framesWaiting() {
    return framesWaiting.get();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceFrame> frames) throws Exception {
    if (output != frames) {
      output = frames;
      parsing = new ParsingOutput(frames, this);
    }
    // One frame a call, so that a barrier does not have to wait for all of them.
    if (emitOneThatWaited()) {
      return InputStatus.MORE_AVAILABLE;
    }
    InputStatus status = InputStatus.END_OF_INPUT;
    if (!kafkaEnded) {
      status = kafka.pollNext(parsing);
      kafkaEnded = status == InputStatus.END_OF_INPUT;
    }
    return kafkaEnded && !waiting.isEmpty() ? InputStatus.NOTHING_AVAILABLE : status;
  }

  @Override
  public void take(SourceRecord record, long timestamp) {
    String splitId = ParsingOutput.splitId(record);
    WaitingPartition partition = waiting.get(splitId);
    if (partition != null) {
      partition.add(record, timestamp);
      framesWaiting.incrementAndGet();
    } else if (offline.test(record.value())) {
      output.createOutputForSplit(splitId).collect(parser.parse(record), timestamp);
    } else {
      CompletableFuture<SourceFrame> frame = lookups.parse(record);
      Optional<SourceFrame> parsed = soon(frame);
      if (parsed.isPresent()) {
        output.createOutputForSplit(splitId).collect(parsed.get(), timestamp);
      } else {
        waiting.put(splitId, new WaitingPartition(record, timestamp, frame));
        framesWaiting.incrementAndGet();
        kafka.pauseOrResumeSplits(List.of(splitId), List.of());
      }
    }
  }

  private boolean emitOneThatWaited() {
    // A copy, for the partition that has nothing left leaves the map.
    for (Map.Entry<String, WaitingPartition> entry : List.copyOf(waiting.entrySet())) {
      String splitId = entry.getKey();
      WaitingPartition partition = entry.getValue();
      Optional<SourceFrame> frame = first(partition);
      if (frame.isPresent()) {
        output.createOutputForSplit(splitId).collect(frame.get(), partition.timestamp());
        partition.next();
        framesWaiting.decrementAndGet();
        if (partition.record() == null) {
          waiting.remove(splitId);
          if (partition.ended()) {
            assigned.remove(splitId);
            output.releaseOutputForSplit(splitId);
          } else {
            kafka.pauseOrResumeSplits(List.of(), List.of(splitId));
          }
        }
        return true;
      }
    }
    return false;
  }

  /** The frame at the front of a partition, if it can be had now. */
  private Optional<SourceFrame> first(WaitingPartition partition) {
    if (partition.frame() == null) {
      if (offline.test(partition.record().value())) {
        return Optional.of(parser.parse(partition.record()));
      }
      partition.waitFor(lookups.parse(partition.record()));
      return soon(partition.frame());
    }
    return partition.frame().isDone() ? soon(partition.frame()) : Optional.empty();
  }

  private Optional<SourceFrame> soon(CompletableFuture<SourceFrame> frame) {
    try {
      return lookups.soon(frame);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a record could not be parsed: " + e.getMessage(), e);
    }
  }

  @Override
  public void end(String splitId) {
    WaitingPartition partition = waiting.get(splitId);
    if (partition == null) {
      assigned.remove(splitId);
      output.releaseOutputForSplit(splitId);
    } else {
      partition.end();
    }
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (waiting.isEmpty()) {
      return kafka.isAvailable();
    }
    List<CompletableFuture<?>> any = new ArrayList<>();
    if (!kafkaEnded) {
      any.add(kafka.isAvailable());
    }
    for (WaitingPartition partition : waiting.values()) {
      if (partition.frame() == null) {
        return CompletableFuture.completedFuture(null);
      }
      any.add(partition.frame());
    }
    return CompletableFuture.anyOf(any.toArray(CompletableFuture[]::new))
        .handle((first, failure) -> null);
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    List<KafkaPartitionSplit> splits = kafka.snapshotState(checkpointId);
    if (waiting.isEmpty()) {
      return splits;
    }
    checkpointsInWaiting.add(checkpointId);
    Map<String, KafkaPartitionSplit> saved = new LinkedHashMap<>();
    splits.forEach(split -> saved.put(split.splitId(), split));
    waiting.forEach(
        (splitId, partition) -> saved.put(splitId, from(splitId, partition.record().offset())));
    return List.copyOf(saved.values());
  }

  private KafkaPartitionSplit from(String splitId, long offset) {
    KafkaPartitionSplit split = assigned.get(splitId);
    return new KafkaPartitionSplit(
        split.getTopicPartition(),
        offset,
        split.getStoppingOffset().orElse(KafkaPartitionSplit.NO_STOPPING_OFFSET));
  }

  /**
   * Offsets are committed to Kafka only for checkpoints without a waiting record: the connector
   * would commit beyond it, and a job that starts from committed offsets would skip it.
   */
  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    if (!checkpointsInWaiting.contains(checkpointId)) {
      kafka.notifyCheckpointComplete(checkpointId);
    }
    checkpointsInWaiting.headSet(checkpointId, true).clear();
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    kafka.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    splits.forEach(split -> assigned.put(split.splitId(), split));
    kafka.addSplits(splits);
  }

  /** Asked for by watermark alignment; a partition that waits here stays paused. */
  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    List<String> free = resume.stream().filter(splitId -> !waiting.containsKey(splitId)).toList();
    kafka.pauseOrResumeSplits(pause, free);
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void close() throws Exception {
    lookups.close();
    try (serde) {
      kafka.close();
    }
  }
}
