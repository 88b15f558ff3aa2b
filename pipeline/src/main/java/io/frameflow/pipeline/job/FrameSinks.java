package io.frameflow.pipeline.job;

import io.frameflow.pipeline.sinks.AvroRecordSchema;
import io.frameflow.pipeline.sinks.CheckedKafkaSink;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.topics.Topics;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Where results go on Kafka.
 *
 * <p>With exactly-once, a transaction is committed after its checkpoint. A commit that the broker
 * refuses for good ends the job with a line that says what to do: {@link CheckedKafkaSink}.
 */
public final class FrameSinks {
  /** Room for a dead letter with a frame of the largest size and its headers. */
  static final int MAX_REQUEST_BYTES = Topics.MAX_FRAME_RECORD_BYTES + (1 << 20);

  private static final String DETECTIONS = "-detections";
  private static final String DEAD_LETTERS = "-dead-letters";
  private static final int BATCH_BYTES = 1 << 20;

  private FrameSinks() {}

  /** One record per frame that the model looked at. */
  public static CheckedKafkaSink<FrameDetections> detections(JobOptions options) {
    return sink(
        options,
        new AvroRecordSchema<>(
            options.topic(Topics.DETECTIONS),
            FrameDetections.class,
            FrameDetections::getCameraId,
            options.registry()),
        DETECTIONS,
        // Detections are many similar numbers and names: they shrink to a third.
        "lz4");
  }

  /** One record per frame that could not be processed. */
  public static CheckedKafkaSink<DeadLetter> deadLetters(JobOptions options) {
    return sink(
        options,
        new AvroRecordSchema<>(
            options.topic(Topics.DEAD_LETTERS),
            DeadLetter.class,
            DeadLetter::getCameraId,
            options.registry()),
        DEAD_LETTERS,
        // What makes them large, if anything, is JPEG.
        "none");
  }

  /** Start of every transactional id of each of the sinks of a job with that prefix. */
  static List<String> transactionalIdPrefixes(String prefix) {
    // Two sinks with one prefix would abort each other's transactions.
    return List.of(prefix + DETECTIONS, prefix + DEAD_LETTERS);
  }

  private static <V extends SpecificRecord> CheckedKafkaSink<V> sink(
      JobOptions options, AvroRecordSchema<V> schema, String idSuffix, String compression) {
    KafkaSink<V> sink =
        KafkaSink.<V>builder()
            .setBootstrapServers(options.bootstrapServers())
            .setKafkaProducerConfig(producer(options, compression))
            .setDeliveryGuarantee(options.delivery())
            .setTransactionalIdPrefix(options.transactionalIdPrefix() + idSuffix)
            .setTransactionNamingStrategy(options.transactionNaming())
            .setRecordSerializer(schema)
            .build();
    return new CheckedKafkaSink<>(
        sink,
        options.clients(),
        options.transactionNaming(),
        TimeUtils.formatWithHighestUnit(options.transactionTimeout()));
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
