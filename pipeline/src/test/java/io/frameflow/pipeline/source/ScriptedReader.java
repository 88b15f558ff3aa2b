package io.frameflow.pipeline.source;

import io.frameflow.pipeline.frames.Records;
import io.frameflow.pipeline.frames.SourceRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;

/** In place of the connector's reader: gives the records of a test, and notes what it is told. */
final class ScriptedReader implements SourceReader<SourceRecord, KafkaPartitionSplit> {
  final Deque<SourceRecord> records = new ArrayDeque<>();
  final Set<String> paused = new TreeSet<>();
  final List<Long> committed = new ArrayList<>();
  private final Map<String, Long> next = new TreeMap<>();
  private final Set<String> ended = new TreeSet<>();
  private boolean endOfInput;
  private boolean closed;

  static SourceRecord record(int partition, long offset, byte[] value) {
    SourceRecord any = Records.record(offset, "gate-1", value);
    return new SourceRecord(
        Records.TOPIC,
        partition,
        offset,
        any.recordedAt(),
        any.arrivedAt(),
        any.key(),
        any.headers(),
        value);
  }

  static String splitId(int partition) {
    return KafkaPartitionSplit.toSplitId(new TopicPartition(Records.TOPIC, partition));
  }

  /** The partition ends here, after the records given so far, and with the last one the input. */
  void endAfterRecords(int... partitions) {
    for (int partition : partitions) {
      ended.add(splitId(partition));
    }
    endOfInput = true;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceRecord> output) {
    SourceRecord record = records.poll();
    if (record != null) {
      String splitId = ParsingOutput.splitId(record);
      output.createOutputForSplit(splitId).collect(record, record.offset());
      next.put(splitId, record.offset() + 1);
      return InputStatus.MORE_AVAILABLE;
    }
    ended.forEach(output::releaseOutputForSplit);
    ended.forEach(next::remove);
    ended.clear();
    return endOfInput ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    List<KafkaPartitionSplit> splits = new ArrayList<>();
    next.forEach(
        (splitId, offset) ->
            splits.add(
                new KafkaPartitionSplit(
                    new TopicPartition(
                        Records.TOPIC,
                        Integer.parseInt(splitId.substring(splitId.lastIndexOf('-') + 1))),
                    offset)));
    return splits;
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    paused.addAll(pause);
    paused.removeAll(resume);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    committed.add(checkpointId);
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    splits.forEach(split -> next.put(split.splitId(), split.getStartingOffset()));
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return new CompletableFuture<>();
  }

  @Override
  public void start() {}

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() {
    closed = true;
  }
}
