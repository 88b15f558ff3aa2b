package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.frameflow.pipeline.job.FrameSinks;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.sinks.LostTransactionException;
import io.frameflow.standalone.stack.BrokerSettings;
import io.frameflow.standalone.stack.EmbeddedBroker;
import io.frameflow.standalone.stack.FreePorts;
import io.frameflow.standalone.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real broker answers to commits, under both of its transaction protocols. */
class CommitRefusedIT {

  private static final String TOPIC = "frameflow.detections.v1";

  private Path dir;
  private EmbeddedBroker broker;

  private void start(int transactionVersion, Map<String, String> more) throws Exception {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");
    dir = Files.createTempDirectory("frameflow-it-");
    broker =
        EmbeddedBroker.start(
            dir,
            FreePorts.pick(1)[0],
            new BrokerSettings(
                properties, Map.of("transaction.version", (short) transactionVersion), List.of()));
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
    LocalStack.delete(dir);
  }

  /** After a crash, Flink commits once more what it may have committed before. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aCheckpointsTransactionIsCommittedAndAgainIsNoLoss(int transactionVersion) throws Exception {
    start(transactionVersion, Map.of());
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer("once-0-1", 60_000)) {
      commit(new TestCommit(restored(precommit(producer))), new TestCommit.Context());
      awaitCommitted("once-0-1");
    }
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer("twice-0-1", 60_000)) {
      KafkaCommittable committable = precommit(producer);
      TestCommit first = new TestCommit(committable);
      commit(first, new TestCommit.Context());
      TestCommit again = new TestCommit(restored(committable));
      commit(again, new TestCommit.Context());

      assertThat(again.failure()).isNull();
      assertThat(first.failure()).isNull();
      awaitCommitted("twice-0-1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aTransactionPastItsTimeoutEndsTheJobWithWhatToDo(int transactionVersion) throws Exception {
    start(transactionVersion, Map.of());
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer("late-0-7", 500)) {
      KafkaCommittable committable = precommit(producer);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> state("late-0-7") == TransactionState.COMPLETE_ABORT);

      assertLost(new TestCommit(restored(committable)), ProducerFencedException.class);
      assertLost(
          new TestCommit(committable),
          transactionVersion == 1 ? ProducerFencedException.class : InvalidTxnStateException.class);
    }
  }

  @Test
  void aTransactionAbortedInItsOwnNameEndsTheJobWithWhatToDo() throws Exception {
    start(1, Map.of());
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer("late-0-7", 60_000)) {
      write(producer);
      KafkaCommittable committable =
          new KafkaCommittable(
              producer.getProducerId(), producer.getEpoch(), producer.getTransactionalId(), null);
      producer.abortTransaction();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> state("late-0-7") == TransactionState.COMPLETE_ABORT);

      assertLost(new TestCommit(committable), InvalidTxnStateException.class);
    }
  }

  /** A job that is started again after weeks: the broker has forgotten its transactions. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aTransactionThatTheBrokerHasForgottenEndsTheJobWithWhatToDo(int transactionVersion)
      throws Exception {
    start(
        transactionVersion,
        Map.of(
            "transactional.id.expiration.ms",
            "1000",
            "transaction.remove.expired.transaction.cleanup.interval.ms",
            "200"));
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer("late-0-7", 500)) {
      KafkaCommittable committable = precommit(producer);
      await().atMost(Duration.ofSeconds(30)).until(() -> !known("late-0-7"));

      assertLost(new TestCommit(restored(committable)), InvalidPidMappingException.class);
      assertLost(new TestCommit(committable), InvalidPidMappingException.class);
    }
  }

  /** The broker answers a commit as soon as it has decided on it. */
  private void awaitCommitted(String transactionalId) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> state(transactionalId) == TransactionState.COMPLETE_COMMIT);
  }

  private void assertLost(TestCommit commit, Class<? extends Exception> refusal) {
    TestCommit.Context context = new TestCommit.Context();
    assertThatThrownBy(() -> commit(commit, context))
        .isInstanceOf(LostTransactionException.class)
        .hasNoCause()
        .hasMessageContaining(
            "transaction late-0-7 of checkpoint 7 can no longer be committed (%s)"
                .formatted(refusal.getSimpleName()))
        .hasMessageContaining("--starting-offsets published")
        .message()
        .doesNotContain("\n");
    assertThat(context.lostTransactions().getCount()).isEqualTo(1);
  }

  private KafkaCommittable precommit(FlinkKafkaInternalProducer<byte[], byte[]> producer)
      throws Exception {
    write(producer);
    producer.precommitTransaction();
    return KafkaCommittable.of(producer);
  }

  private static void write(FlinkKafkaInternalProducer<byte[], byte[]> producer) throws Exception {
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(TOPIC, "record".getBytes(StandardCharsets.UTF_8))).get();
    producer.flush();
  }

  /** As a checkpoint holds it. */
  private static KafkaCommittable restored(KafkaCommittable committable) {
    return new KafkaCommittable(
        committable.getProducerId(),
        committable.getEpoch(),
        committable.getTransactionalId(),
        null);
  }

  @SuppressWarnings("try") // The committer may be interrupted in its close.
  private void commit(TestCommit commit, TestCommit.Context context) throws Exception {
    JobOptions options =
        JobOptions.builder()
            .set(JobKeys.BOOTSTRAP_SERVERS, broker.bootstrapServers())
            .set(JobKeys.REGISTRY_URL, "http://127.0.0.1:1")
            .set(JobKeys.MODEL, "/models/none")
            .build();
    try (Committer<KafkaCommittable> committer =
        FrameSinks.detections(options).createCommitter(context)) {
      committer.commit(List.of(commit));
    }
  }

  private FlinkKafkaInternalProducer<byte[], byte[]> producer(String id, int timeoutMillis) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeoutMillis);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.put(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return new FlinkKafkaInternalProducer<>(properties, id);
  }

  private TransactionState state(String transactionalId) throws Exception {
    try (Admin admin = admin()) {
      return admin
          .describeTransactions(List.of(transactionalId))
          .description(transactionalId)
          .get()
          .state();
    }
  }

  private boolean known(String transactionalId) throws Exception {
    try {
      state(transactionalId);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
