package io.frameflow.pipeline.sinks;

import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One transaction per checkpoint, committed by the connector's own committer through a producer
 * that gets the same answer to every commit. There is no broker.
 */
final class RefusedCommits implements Sink<Integer>, SupportsCommitter<KafkaCommittable> {
  private static final long serialVersionUID = 1L;

  /** Of all committers of this process, which Flink makes anew with each start of a job. */
  static final AtomicInteger ATTEMPTS = new AtomicInteger();

  static final String TRANSACTION = "refused-detections-0-7";

  private final RuntimeException answer;
  private final CommitOutcomes outcomes;

  RefusedCommits(RuntimeException answer, CommitOutcomes outcomes) {
    this.answer = answer;
    this.outcomes = outcomes;
  }

  @Override
  public CommittingSinkWriter<Integer, KafkaCommittable> createWriter(WriterInitContext context) {
    return new CommittingSinkWriter<>() {
      private boolean written;

      @Override
      public void write(Integer element, Context ignored) {
        written = true;
      }

      @Override
      public Collection<KafkaCommittable> prepareCommit() {
        if (!written) {
          return List.of();
        }
        written = false;
        return List.of(new KafkaCommittable(4711, (short) 3, TRANSACTION, null));
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return new CheckedCommitter(
        new KafkaCommitter(nowhere(), "refused", 0, 0, false, Answering::new),
        outcomes,
        new LostTransactionMessage(TransactionNamingStrategy.INCREMENTING, "15 min"),
        context.metricGroup().counter(CheckedKafkaSink.LOST_TRANSACTIONS));
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return KafkaSink.<Integer>builder()
        .setBootstrapServers(nowhere().getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix("refused")
        .setRecordSerializer(
            (KafkaRecordSerializationSchema<Integer>)
                (element, context, timestamp) -> new ProducerRecord<>("none", new byte[0]))
        .build()
        .getCommittableSerializer();
  }

  private static Properties nowhere() {
    Properties properties = new Properties();
    properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    properties.setProperty(
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.setProperty(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return properties;
  }

  /** A producer whose every commit ends with the answer. */
  private final class Answering extends FlinkKafkaInternalProducer<byte[], byte[]> {
    Answering(Properties properties, String transactionalId) {
      super(properties, transactionalId);
    }

    @Override
    public void commitTransaction() {
      ATTEMPTS.incrementAndGet();
      throw answer;
    }
  }
}
