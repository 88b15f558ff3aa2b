package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.sinks.CheckedKafkaSink;
import io.frameflow.standalone.stack.EmbeddedBroker;
import io.frameflow.standalone.stack.FreePorts;
import io.frameflow.standalone.stack.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/**
 * A task fails for a reason of its own while its sends have been refused, unnoticed until then, as
 * after a long stop of its process. Its end must not take the TaskManager along.
 */
class FencedWriterIT {

  private static final String TOPIC = "frameflow.detections.v1";
  private static final String PREFIX = "fenced";

  @Test
  void aTaskWhoseSendsWereRefusedIsStartedAgainByTheSameTaskManager() throws Exception {
    Path dir = Files.createTempDirectory("frameflow-it-");
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, FreePorts.pick(1)[0]);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();

      JobClient job = submit(broker.bootstrapServers());

      // Without a TaskManager, the job would wait for one.
      job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
      assertThat(committed(broker.bootstrapServers())).containsExactly("first", "second", "third");
    } finally {
      LocalStack.delete(dir);
    }
  }

  private static JobClient submit(String bootstrapServers) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    flink
        .fromData("first", "second", "third")
        .map(new FailOnce(bootstrapServers))
        .sinkTo(sink(bootstrapServers));
    return flink.executeAsync();
  }

  private static CheckedKafkaSink<String> sink(String bootstrapServers) {
    Properties producer = new Properties();
    producer.put(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, Refusals.class.getName());
    producer.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "60000");
    KafkaSink<String> sink =
        KafkaSink.<String>builder()
            .setBootstrapServers(bootstrapServers)
            .setKafkaProducerConfig(producer)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(PREFIX)
            .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
            .setRecordSerializer(
                KafkaRecordSerializationSchema.builder()
                    .setTopic(TOPIC)
                    .setValueSerializationSchema(new SimpleStringSchema())
                    .build())
            .build();
    Properties clients = new Properties();
    clients.put("bootstrap.servers", bootstrapServers);
    return new CheckedKafkaSink<>(sink, clients, TransactionNamingStrategy.INCREMENTING, "1 min");
  }

  private static List<String> committed(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  /** Tells that the broker refused what a producer sent. */
  public static final class Refusals implements ProducerInterceptor<byte[], byte[]> {
    private static final CountDownLatch REFUSED = new CountDownLatch(1);

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
      return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception failure) {
      if (failure != null) {
        REFUSED.countDown();
      }
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
  }

  /** Fails at the third record, once, after the second one's send was refused. */
  private static final class FailOnce extends RichMapFunction<String, String> {
    private static final long serialVersionUID = 1L;

    private final String bootstrapServers;

    FailOnce(String bootstrapServers) {
      this.bootstrapServers = bootstrapServers;
    }

    @Override
    public String map(String value) throws Exception {
      if (getRuntimeContext().getTaskInfo().getAttemptNumber() > 0) {
        return value;
      }
      if (value.equals("second")) {
        fence();
      } else if (value.equals("third")) {
        Refusals.REFUSED.await();
        throw new IllegalStateException("a failure of its own");
      }
      return value;
    }

    private void fence() throws Exception {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
        admin.fenceProducers(List.of(PREFIX + "-0-1")).all().get();
      }
    }
  }
}
