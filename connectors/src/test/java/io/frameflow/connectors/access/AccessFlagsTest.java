package io.frameflow.connectors.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AccessFlagsTest {

  @TempDir Path folder;

  @Command(name = "any")
  static final class AnyVerb {
    @Mixin private AccessFlags access;
  }

  @Test
  void defaultsNameTheUsualLocalPorts() throws IOException {
    KafkaAccess access = parse();
    assertThat(access.bootstrapServers()).isEqualTo("127.0.0.1:9092");
    assertThat(access.registry().url()).isEqualTo("http://127.0.0.1:8081");
    assertThat(access.topicPrefix()).isEqualTo("frameflow");
    assertThat(access.properties()).isEmpty();
  }

  @Test
  void settingsComeFromFlagsAndFiles() throws IOException {
    Path file = folder.resolve("client.properties");
    Files.writeString(file, "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n");
    KafkaAccess access =
        parse(
            "--kafka-config=@" + file,
            "--kafka-config",
            "sasl.mechanism=SCRAM-SHA-512",
            "--kafka-config",
            "sasl.jaas.config=a b=\"c=d\";",
            "--registry-config",
            "basic.auth.user.info=me:pw");
    assertThat(access.properties())
        .isEqualTo(
            Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", "a b=\"c=d\";"));
    assertThat(access.registry().properties()).containsEntry("basic.auth.user.info", "me:pw");
  }

  @Test
  void theUsersSettingsWinAndStayOutOfMessages() throws IOException {
    KafkaAccess access = parse("--kafka-config", "acks=secret");
    assertThat(access.clientConfig(Map.of("acks", "all"))).containsEntry("acks", "secret");
    assertThat(access.toString()).contains("acks").doesNotContain("secret");
  }

  @Test
  void badValuesAreToldInOneLine() {
    assertThatThrownBy(() -> parse("--kafka-config=@" + folder + "/none"))
        .isInstanceOf(IOException.class)
        .hasMessage("--kafka-config: file %s/none cannot be read as properties", folder);
    assertThatThrownBy(() -> parse("--registry-config", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--registry-config takes KEY=VALUE or @FILE");
    assertThatThrownBy(() -> parse("--topic-prefix", "a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a b");
    assertThatThrownBy(() -> parse("--bootstrap-servers", " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--bootstrap-servers");
  }

  @Test
  void aSecretOnTheCommandLineIsWarnedOfWithoutRepeatingIt() throws IOException {
    StringWriter err = new StringWriter();
    AnyVerb verb = new AnyVerb();
    new CommandLine(verb)
        .setErr(new PrintWriter(err, true))
        .parseArgs("--kafka-config", "sasl.jaas.config=module password=\"hunter2\";");
    verb.access.access();
    assertThat(err.toString())
        .startsWith("warning: --kafka-config sasl.jaas.config=... stands in the process list")
        .doesNotContain("hunter2");
  }

  private static KafkaAccess parse(String... arguments) throws IOException {
    AnyVerb verb = new AnyVerb();
    new CommandLine(verb).parseArgs(arguments);
    return verb.access.access();
  }
}
