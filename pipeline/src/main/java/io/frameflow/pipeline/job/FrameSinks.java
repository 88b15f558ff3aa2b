package io.frameflow.pipeline.job;

import io.frameflow.pipeline.sinks.AvroRecordSchema;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Where results go on Kafka.
 *
 * <p><b>Known gap.</b> With exactly-once, a transaction is committed after its checkpoint. If the
 * broker answers that commit with ProducerFenced, InvalidTxnState or UnknownProducerId, the
 * connector's committer logs it, counts it in {@code numCommittablesFailure}, and the job goes on:
 * the records of that transaction are lost although their frames count as done. It happens when an
 * outage lasts longer than the transaction timeout, or when two jobs share a transactional id
 * prefix. Until the sink fails the job on it, alert on that metric and keep the timeout well above
 * the longest outage.
 */
public final class FrameSinks {
  /** Room for a dead letter with a frame of the largest size and its headers. */
  static final int MAX_REQUEST_BYTES = Topics.MAX_FRAME_RECORD_BYTES + (1 << 20);

  private static final int BATCH_BYTES = 1 << 20;

  private FrameSinks() {}

  /** One record per frame that the model looked at. */
  public static KafkaSink<FrameDetections> detections(JobOptions options) {
    // Detections are many similar numbers and names: they shrink to a third.
    return sink(options, Topics.DETECTIONS, FrameDetections::getCameraId, "detections", "lz4");
  }

  /** One record per frame that could not be processed. */
  public static KafkaSink<DeadLetter> deadLetters(JobOptions options) {
    // What makes them large, if anything, is JPEG.
    return sink(options, Topics.DEAD_LETTERS, DeadLetter::getCameraId, "dead-letters", "none");
  }

  private static <V extends SpecificRecord> KafkaSink<V> sink(
      JobOptions options,
      Topic<V> topic,
      SerializableFunction<V, String> key,
      String name,
      String compression) {
    String topicName = options.topic(topic);
    return KafkaSink.<V>builder()
        .setBootstrapServers(options.bootstrapServers())
        .setKafkaProducerConfig(producer(options, compression))
        .setDeliveryGuarantee(options.delivery())
        // Two sinks with one prefix would abort each other's transactions.
        .setTransactionalIdPrefix(options.transactionalIdPrefix() + "-" + name)
        .setRecordSerializer(
            new AvroRecordSchema<>(topicName, topic.valueType(), key, options.registry()))
        .build();
  }

  static Properties producer(JobOptions options, String compression) {
    Properties properties = new Properties();
    properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
    properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(MAX_REQUEST_BYTES));
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
    properties.putAll(options.kafkaConfig());
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Long.toString(options.transactionTimeout().toMillis()));
    return properties;
  }
}
