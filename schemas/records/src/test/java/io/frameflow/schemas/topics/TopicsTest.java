package io.frameflow.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
  @Test
  void namesAreThoseOfTheContract() {
    assertThat(Topics.all().stream().map(topic -> topic.name(Topics.DEFAULT_PREFIX)))
        .containsExactly(
            "frameflow.frames.v1",
            "frameflow.detections.v1",
            "frameflow.dead-letters.v1",
            "frameflow.models.v1",
            "frameflow.labels.v1",
            "frameflow.activity.v1");
    assertThat(Topics.FRAMES.subject("site-7.east")).isEqualTo("site-7.east.frames.v1-value");
  }

  @Test
  void allIsAll() throws IllegalAccessException {
    for (var field : Topics.class.getDeclaredFields()) {
      if (field.getType() == Topic.class && Modifier.isStatic(field.getModifiers())) {
        assertThat(Topics.all()).contains((Topic<?>) field.get(null));
      }
    }
  }

  @Test
  void whatIsKeptAndForHowLong() {
    Map<String, String> frames = Topics.FRAMES.config();
    assertThat(frames)
        .containsEntry(TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed")
        .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "86400000")
        .containsEntry(TopicConfig.RETENTION_BYTES_CONFIG, "10737418240");
    assertThat(Integer.parseInt(frames.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)))
        .isGreaterThan(10_000_000);
    assertThat(Topics.MODELS.config()).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact");
    assertThat(Topics.MODELS.singlePartition()).isTrue();
    assertThat(Topics.LABELS.config())
        .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "31536000000");
  }

  @Test
  void oldFootageIsKeptByItsArrival() {
    for (Topic<?> topic : Topics.all()) {
      if (topic.config().containsKey(TopicConfig.RETENTION_MS_CONFIG)) {
        assertThat(topic.config())
            .as(topic.baseName())
            .containsEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
      }
    }
  }

  @Test
  void everySettingIsOneOfKafkas() throws IllegalAccessException {
    Set<Object> known = new HashSet<>();
    for (var field :
        Arrays.stream(TopicConfig.class.getFields())
            .filter(f -> f.getName().endsWith("_CONFIG"))
            .toList()) {
      known.add(field.get(null));
    }
    for (Topic<?> topic : Topics.all()) {
      assertThat(known).containsAll(topic.config().keySet());
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a_b", "a b", "ä"})
  void aPrefixThatKafkaWouldMixUpIsRefused(String prefix) {
    assertThatThrownBy(() -> Topics.FRAMES.name(prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topic prefix");
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> Topics.FRAMES.name("x".repeat(245)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("249");
  }

  @Test
  void noBrokerIsOneClearLine() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", "127.0.0.1:" + port,
            "default.api.timeout.ms", 500,
            "request.timeout.ms", 300);
    try (Admin admin = Admin.create(settings)) {
      assertThatThrownBy(() -> Topics.create(admin, "p", 1, (short) 1))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("no broker answered")
          .hasMessageContaining("--bootstrap-servers");
    }
  }

  @Test
  void noPartitionIsRefusedBeforeTheBrokerIsAsked() {
    assertThatThrownBy(() -> Topics.create(null, "p", 0, (short) 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("partition");
  }
}
