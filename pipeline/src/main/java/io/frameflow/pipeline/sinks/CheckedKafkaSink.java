package io.frameflow.pipeline.sinks;

import java.io.IOException;
import java.util.Collection;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The connector's sink, but for commits that fail for good, {@link CheckedCommitter}, and writers
 * that fail at their end, {@link CheckedWriter}. State has the connector's own form, so that either
 * sink restores what the other saved.
 *
 * <p>It does not take part in Flink's lineage, through which the connector hands the producer's
 * settings, passwords among them, to every listener.
 */
public final class CheckedKafkaSink<V>
    implements TwoPhaseCommittingStatefulSink<V, KafkaWriterState, KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1L;

  /** Metric of a committer: transactions that the broker ended before they were committed. */
  static final String LOST_TRANSACTIONS = "lostTransactions";

  private final KafkaSink<V> sink;
  private final CommitOutcomes outcomes;
  private final LostTransactionMessage message;

  /**
   * @param clients settings that every Kafka client of the job has
   * @param timeout the producers' transaction timeout as people write it
   */
  public CheckedKafkaSink(
      KafkaSink<V> sink, Properties clients, TransactionNamingStrategy naming, String timeout) {
    this.sink = sink;
    this.outcomes = new CommitOutcomes(clients);
    this.message = new LostTransactionMessage(naming, timeout);
  }

  @Override
  public PrecommittingStatefulSinkWriter<V, KafkaWriterState, KafkaCommittable> createWriter(
      WriterInitContext context) throws IOException {
    return new CheckedWriter<>(sink.createWriter(context));
  }

  @Override
  public PrecommittingStatefulSinkWriter<V, KafkaWriterState, KafkaCommittable> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> recovered) {
    return new CheckedWriter<>(sink.restoreWriter(context, recovered));
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return new CheckedCommitter(
        sink.createCommitter(context),
        outcomes,
        message,
        context.metricGroup().counter(LOST_TRANSACTIONS));
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    sink.addPostCommitTopology(committed);
  }
}
