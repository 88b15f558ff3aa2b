package io.frameflow.pipeline.source;

import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceRecord;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;

/** What the connector's reader writes into: its records are handed over, all else goes on. */
final class ParsingOutput extends RecordOutput implements ReaderOutput<SourceRecord> {
  private final ReaderOutput<SourceFrame> frames;
  private final RecordTaker taker;

  ParsingOutput(ReaderOutput<SourceFrame> frames, RecordTaker taker) {
    super(frames, taker);
    this.frames = frames;
    this.taker = taker;
  }

  @Override
  public SourceOutput<SourceRecord> createOutputForSplit(String splitId) {
    return new RecordOutput(frames.createOutputForSplit(splitId), taker);
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    taker.end(splitId);
  }

  /** The connector's name for the partition that a record came from. */
  static String splitId(SourceRecord record) {
    return KafkaPartitionSplit.toSplitId(new TopicPartition(record.topic(), record.partition()));
  }
}
