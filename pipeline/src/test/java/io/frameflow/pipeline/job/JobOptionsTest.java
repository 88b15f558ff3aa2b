package io.frameflow.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.Precision;
import io.frameflow.pipeline.frames.StartingOffsets;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobOptionsTest {

  @Test
  void defaults() {
    JobOptions options = TestJobs.options();

    assertThat(options.topic(Topics.FRAMES)).isEqualTo("frameflow.frames.v1");
    assertThat(options.kafkaConfig()).isEmpty();
    assertThat(options.registry().autoRegister()).isFalse();
    assertThat(options.registry().properties()).isEmpty();
    assertThat(options.groupId()).isEqualTo("frameflow-detector");
    assertThat(options.startingOffsets()).isEqualTo(StartingOffsets.COMMITTED_ELSE_EARLIEST);
    assertThat(options.bounded()).isFalse();
    assertThat(options.get(JobKeys.IDLE_AFTER)).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.get(JobKeys.OUT_OF_ORDERNESS)).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.batchSize()).isEqualTo(8);
    assertThat(options.latencyTarget()).isEqualTo(Duration.ofMillis(500));
    assertThat(options.shedPolicy()).isEqualTo(ShedPolicy.NEVER);
    assertThat(options.maxAge()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.detector().scoreThreshold()).isNull();
    assertThat(options.detector().precision()).isEqualTo(Precision.AUTO);
    assertThat(options.detectorThreads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(options.imageLimits().maxBytes()).isEqualTo(10 << 20);
    assertThat(options.imageLimits().maxPixels()).isEqualTo(7680L * 4320);
    assertThat(options.delivery()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(options.transactionalIdPrefix()).isEqualTo("frameflow-detector-frameflow");
    assertThat(options.transactionTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(options.transactionNaming()).isEqualTo(TransactionNamingStrategy.INCREMENTING);
    assertThat(options.keepDeadLetterPayload()).isFalse();
    assertThat(options.jobName()).isEqualTo("frameflow-detector");
    assertThat(options.parallelism()).isEqualTo(1);
    assertThat(options.checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.checkpointDirectory()).isEmpty();
    assertThat(options.optional(JobKeys.RESTORE_FROM)).isEmpty();
    assertThat(options.get(JobKeys.WEB_PORT)).isEqualTo(8081);
    assertThat(options.get(JobKeys.PREFLIGHT)).isTrue();
  }

  /** Another value than the default for every key, as text, and where it arrives. */
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("bootstrap-servers", "kafka:9092"),
          Map.entry("schema-registry-url", "https://registry:8443"),
          Map.entry("topic-prefix", "site-1"),
          Map.entry("kafka-config", "security.protocol:SSL"),
          Map.entry("registry-config", "basic.auth.credentials.source:URL"),
          Map.entry("auto-register-schemas", "true"),
          Map.entry("group-id", "night"),
          Map.entry("starting-offsets", "latest"),
          Map.entry("bounded", "true"),
          Map.entry("idle-after", "1 min"),
          Map.entry("out-of-orderness", "3s"),
          Map.entry("model", "/models/street"),
          Map.entry("batch-size", "16"),
          Map.entry("latency-target", "50 ms"),
          Map.entry("shed", "stale"),
          Map.entry("max-age", "4 s"),
          Map.entry("score-threshold", "0.5"),
          Map.entry("detector-threads", "3"),
          Map.entry("precision", "bf16"),
          Map.entry("max-image-bytes", "1 mb"),
          Map.entry("max-image-pixels", "1000000"),
          Map.entry("delivery", "at-least-once"),
          Map.entry("transactional-id-prefix", "mine"),
          Map.entry("transaction-timeout", "5 min"),
          Map.entry("transaction-naming", "pooling"),
          Map.entry("keep-dead-letter-payload", "true"),
          Map.entry("job-name", "street"),
          Map.entry("parallelism", "4"),
          Map.entry("checkpoint-interval", "2 s"),
          Map.entry("checkpoint-dir", "file:///var/checkpoints"),
          Map.entry("restore-from", "file:///var/checkpoints/savepoint-1"),
          Map.entry("web-port", "0"),
          Map.entry("preflight", "false"));

  @Test
  void everyKeyArrivesWhereItBelongs() {
    JobOptions.Builder builder = JobOptions.builder();
    for (ConfigOption<?> option : JobKeys.all()) {
      assertThat(TEXTS).containsKey(option.key());
      builder.parse(option, TEXTS.get(option.key()));
    }
    assertThatThrownBy(builder::build)
        .hasMessage("--bounded cannot be combined with --restore-from");
    JobOptions options = builder.parse(JobKeys.BOUNDED, "false").build();

    assertThat(options.bootstrapServers()).isEqualTo("kafka:9092");
    assertThat(options.registry().url()).isEqualTo("https://registry:8443");
    assertThat(options.registry().autoRegister()).isTrue();
    assertThat(options.registry().properties())
        .containsExactly(Map.entry("basic.auth.credentials.source", "URL"));
    assertThat(options.kafkaConfig()).containsExactly(Map.entry("security.protocol", "SSL"));
    assertThat(options.topic(Topics.DETECTIONS)).isEqualTo("site-1.detections.v1");
    assertThat(options.groupId()).isEqualTo("night");
    assertThat(options.startingOffsets()).isEqualTo(StartingOffsets.LATEST);
    assertThat(options.get(JobKeys.IDLE_AFTER)).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.get(JobKeys.OUT_OF_ORDERNESS)).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.modelDirectory()).isEqualTo(Path.of("/models/street"));
    assertThat(options.batchSize()).isEqualTo(16);
    assertThat(options.latencyTarget()).isEqualTo(Duration.ofMillis(50));
    assertThat(options.shedPolicy()).isEqualTo(ShedPolicy.STALE);
    assertThat(options.maxAge()).isEqualTo(Duration.ofSeconds(4));
    assertThat(options.detector().scoreThreshold()).isEqualTo(.5f);
    assertThat(options.detector().precision()).isEqualTo(Precision.BF16);
    assertThat(options.detector().threads()).isEqualTo(3);
    assertThat(options.imageLimits().maxBytes()).isEqualTo(1 << 20);
    assertThat(options.imageLimits().maxPixels()).isEqualTo(1_000_000);
    assertThat(options.delivery()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    assertThat(options.transactionalIdPrefix()).isEqualTo("mine");
    assertThat(options.transactionTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(options.transactionNaming()).isEqualTo(TransactionNamingStrategy.POOLING);
    assertThat(options.keepDeadLetterPayload()).isTrue();
    assertThat(options.jobName()).isEqualTo("street");
    assertThat(options.parallelism()).isEqualTo(4);
    assertThat(options.checkpointInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.checkpointDirectory()).contains("file:///var/checkpoints");
    assertThat(options.get(JobKeys.RESTORE_FROM)).endsWith("savepoint-1");
    assertThat(options.get(JobKeys.WEB_PORT)).isZero();
    assertThat(options.get(JobKeys.PREFLIGHT)).isFalse();
  }

  @Test
  void theTextsNameNoOtherKeys() {
    assertThat(JobKeys.all().stream().map(ConfigOption::key).collect(Collectors.toSet()))
        .isEqualTo(TEXTS.keySet());
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("batch-size", "0", "--batch-size must be at least 1, but is 0"),
        Arguments.of("batch-size", "many", "--batch-size many is not usable"),
        Arguments.of("latency-target", "0 ms", "--latency-target must be at least 1 ms"),
        Arguments.of("latency-target", "soon", "--latency-target soon is not usable"),
        Arguments.of("shed", "some", "--shed some is not usable"),
        Arguments.of("max-age", "0 s", "--max-age must be at least 1 ms"),
        Arguments.of("parallelism", "-1", "--parallelism must be"),
        Arguments.of("detector-threads", "-1", "--detector-threads must be"),
        Arguments.of("checkpoint-interval", "0 s", "--checkpoint-interval must be"),
        Arguments.of("checkpoint-dir", "/var/here", "--checkpoint-dir must be a URI such as"),
        Arguments.of("checkpoint-dir", "a b", "--checkpoint-dir is no URI"),
        Arguments.of("idle-after", "0 s", "--idle-after must be"),
        Arguments.of("score-threshold", "1.5", "--score-threshold must be from 0 to 1"),
        Arguments.of("score-threshold", "NaN", "--score-threshold must be from 0 to 1"),
        Arguments.of("max-image-bytes", "100 mb", "--max-image-bytes must be from 1 to"),
        Arguments.of("max-image-pixels", "0", "--max-image-pixels is not usable"),
        Arguments.of("delivery", "none", "--delivery must be exactly-once or at-least-once"),
        Arguments.of("delivery", "twice", "--delivery twice is not usable"),
        Arguments.of(
            "transaction-timeout", "39 s", "must be at least four times the --checkpoint-interval"),
        Arguments.of("transactional-id-prefix", " ", "--transactional-id-prefix must not"),
        Arguments.of("web-port", "65536", "--web-port must be from 0 to 65535"),
        Arguments.of("model", "", "--model is missing"),
        Arguments.of("bootstrap-servers", " ", "--bootstrap-servers is missing"),
        Arguments.of("schema-registry-url", "registry:8081", "'registry:8081' is not usable"),
        Arguments.of("topic-prefix", "a_b", "topic prefix 'a_b' is not allowed"),
        Arguments.of("group-id", "", "--group-id must not be empty"),
        Arguments.of("starting-offsets", "now", "--starting-offsets now is not usable"),
        Arguments.of("kafka-config", "group.id:other", "--kafka-config must not set group.id"));
  }

  @ParameterizedTest
  @MethodSource
  void wrong(String key, String text, String message) {
    ConfigOption<?> option =
        JobKeys.all().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();

    assertThatThrownBy(() -> TestJobs.builder().parse(option, text).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void whatIsRequiredIsAskedFor() {
    assertThatThrownBy(() -> JobOptions.builder().build())
        .hasMessage("--bootstrap-servers is missing");
  }

  @Test
  void aReplayEnds() {
    assertThat(TestJobs.builder().parse(JobKeys.BOUNDED, "true").build().bounded()).isTrue();
  }

  @Test
  void aReplayGivesNothingUp() {
    JobOptions.Builder replay = TestJobs.builder().set(JobKeys.BOUNDED, true);

    assertThatThrownBy(() -> replay.set(JobKeys.SHED, ShedPolicy.LATEST).build())
        .hasMessage("--shed must be never with --bounded: a replay's frames are all old");
  }

  @Test
  void aBuilderStartsWithWhatItIsMadeFrom() {
    JobOptions first = TestJobs.builder().set(JobKeys.BATCH_SIZE, 3).build();
    JobOptions second = first.toBuilder().set(JobKeys.PARALLELISM, 2).build();

    assertThat(second.batchSize()).isEqualTo(3);
    assertThat(first.parallelism()).isEqualTo(1);
  }
}
