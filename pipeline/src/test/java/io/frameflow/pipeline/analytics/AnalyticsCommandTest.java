package io.frameflow.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.schemas.serdes.RegistryOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AnalyticsCommandTest {
  @Test
  void defaults() throws IOException {
    AnalyticsOptions options = parse();

    assertThat(options)
        .isEqualTo(
            AnalyticsOptions.of("127.0.0.1:9092", RegistryOptions.of("http://127.0.0.1:8081")));
    assertThat(options.window()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.grace()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.applicationId()).isEqualTo("frameflow-activity");
    assertThat(options.registry().autoRegister()).isFalse();
  }

  @Test
  void everyFlagArrives(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("registry.properties"), "a=1\nb = 2\n");
    AnalyticsOptions options =
        parse(
            "--bootstrap-servers=h:1",
            "--schema-registry-url=https://r:2",
            "--topic-prefix=site-7",
            "--kafka-config=security.protocol=SSL",
            "--kafka-config",
            "ssl.key.password=a=b",
            "--registry-config=@" + file,
            "--window=1min",
            "--grace=0s",
            "--application-id=mine",
            "--state-dir=" + dir);

    assertThat(options.bootstrapServers()).isEqualTo("h:1");
    assertThat(options.registry())
        .isEqualTo(new RegistryOptions("https://r:2", false, Map.of("a", "1", "b", "2")));
    assertThat(options.detectionsTopic()).isEqualTo("site-7.detections.v1");
    assertThat(options.activityTopic()).isEqualTo("site-7.activity.v1");
    assertThat(options.kafkaProperties())
        .isEqualTo(Map.of("security.protocol", "SSL", "ssl.key.password", "a=b"));
    assertThat(options.window()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.grace()).isZero();
    assertThat(options.applicationId()).isEqualTo("mine");
    assertThat(options.stateDirectory()).contains(dir);
    assertThat(options.toString()).contains("ssl.key.password").doesNotContain("a=b");
  }

  @Test
  void theApplicationIdFollowsThePrefix() throws IOException {
    assertThat(parse("--topic-prefix=b").applicationId()).isEqualTo("b-activity");
  }

  @ParameterizedTest
  @CsvSource({
    "--topic-prefix=a_b, topic prefix",
    "--schema-registry-url=nowhere, http://HOST:PORT",
    "--bootstrap-servers=, --bootstrap-servers",
    "--window=0s, --window",
    "--application-id=a/b, --application-id",
    "--kafka-config=secret, --kafka-config takes KEY=VALUE"
  })
  void aWrongValueIsOneLineThatNamesTheFlag(String flag, String said) {
    assertThatThrownBy(() -> parse(flag))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said)
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("'secret'");
  }

  @Test
  void aSettingsFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> parse("--kafka-config=@/no/such/file"))
        .isInstanceOf(IOException.class)
        .hasMessage("--kafka-config: file /no/such/file cannot be read as properties");
  }

  @ParameterizedTest
  @CsvSource({"500ms, 500", "10s, 10000", "5 min, 300000", "5m, 300000", "1h, 3600000"})
  void durationsAreReadAsPeopleWriteThem(String text, long millis) {
    assertThat(new DurationText().convert(text).toMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--window=ten", "--window=10", "--window=-1s", "--grace=1d", "--what"})
  void aWrongFlagIsExitCodeTwo(String flag) {
    StringWriter said = new StringWriter();
    int code = new CommandLine(new AnalyticsCommand()).setErr(new PrintWriter(said)).execute(flag);

    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains(flag.replaceAll("=.*", ""));
  }

  @Test
  void noBrokerIsOneClearLine() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    AnalyticsOptions options =
        AnalyticsOptions.of("127.0.0.1:" + port, RegistryOptions.of("http://127.0.0.1:1"))
            .withKafkaProperties(
                Map.of("default.api.timeout.ms", "600", "request.timeout.ms", "500"));

    assertThatThrownBy(() -> ActivityApp.start(options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no Kafka broker answers at 127.0.0.1:" + port)
        .hasMessageContaining("--bootstrap-servers");
  }

  @Test
  void aBrokerThatCannotBeNamedSoIsOneClearLine() {
    AnalyticsOptions options =
        AnalyticsOptions.of("not a broker", RegistryOptions.of("http://127.0.0.1:1"));

    assertThatThrownBy(() -> ActivityApp.start(options))
        .isInstanceOf(IOException.class)
        .hasMessage("broker 'not a broker' is not written as HOST:PORT");
  }

  private static AnalyticsOptions parse(String... flags) throws IOException {
    AnalyticsCommand command = new AnalyticsCommand();
    new CommandLine(command).parseArgs(flags);
    return command.options();
  }
}
