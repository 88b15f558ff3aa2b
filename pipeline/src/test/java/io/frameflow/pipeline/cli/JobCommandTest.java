package io.frameflow.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JobCommandTest {
  private static final String[] REQUIRED = {
    "--bootstrap-servers", "k:9092", "--schema-registry-url", "http://r:8081", "--model", "/m"
  };

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine line =
      new CommandLine(new JobCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void helpListsEveryOptionWithItsDefault() {
    assertThat(line.execute("--help")).isZero();

    JobKeys.all().forEach(option -> assertThat(out.toString()).contains("--" + option.key()));
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("Default: 500 ms.")
        .contains("Default: exactly-once.")
        .contains("Default: 10 mb.")
        .contains("flink run");
  }

  @Test
  void valuesAndRepeatedPropertiesAreRead() throws IOException {
    JobOptions options =
        parse(
            "--batch-size=4",
            "--bounded",
            "--preflight",
            "false",
            "--kafka-config",
            "sasl.jaas.config=module required username=\"a\" password=\"b=c,d:e\";",
            "--kafka-config",
            "security.protocol=SASL_SSL");

    assertThat(options.batchSize()).isEqualTo(4);
    assertThat(options.bounded()).isTrue();
    assertThat(options.get(JobKeys.PREFLIGHT)).isFalse();
    assertThat(options.kafkaConfig())
        .isEqualTo(
            Map.of(
                "sasl.jaas.config",
                "module required username=\"a\" password=\"b=c,d:e\";",
                "security.protocol",
                "SASL_SSL"));
  }

  @Test
  void propertiesComeFromAFileToo(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("client.properties");
    Files.writeString(file, "# how to log in\nsecurity.protocol=SSL\nclient.id=frameflow\n");

    assertThat(parse("--kafka-config", "@" + file, "--batch-size", "2").kafkaConfig())
        .isEqualTo(Map.of("security.protocol", "SSL", "client.id", "frameflow"));
  }

  @Test
  void aSecretIsNeitherRepeatedNorPassedOverInSilence() {
    assertThat(line.execute(with("--kafka-config", "hunter2"))).isEqualTo(2);
    assertThat(err.toString()).contains("--kafka-config takes KEY=VALUE or @FILE");
    assertThat(line.execute(with("--registry-config", "basic.auth.user.info=me:hunter2")))
        .isNotZero();
    assertThat(err.toString())
        .contains("warning: --registry-config basic.auth.user.info=... stands in the process list")
        .doesNotContain("hunter2");
  }

  @Test
  void aWrongFlagIsExitCodeTwoAndOneLine() {
    assertThat(line.execute("--nonsense")).isEqualTo(2);
    assertThat(line.execute("--batch-size", "8")).isEqualTo(2);
    assertThat(err.toString()).contains("--bootstrap-servers is missing");
    assertThat(line.execute(with("--batch-size", "none"))).isEqualTo(2);
    assertThat(err.toString()).contains("--batch-size none is not usable").doesNotContain("\tat ");
  }

  @Test
  void aMissingModelIsFoundBeforeAnythingIsSubmitted() {
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println(failure.getMessage());
          return 1;
        });

    assertThat(line.execute(with())).isEqualTo(1);
    assertThat(err.toString()).contains("/m: no such model directory");
  }

  private JobOptions parse(String... more) throws IOException {
    line.parseArgs(with(more));
    return JobFlags.read(line.getCommandSpec());
  }

  private static String[] with(String... more) {
    String[] all = new String[REQUIRED.length + more.length];
    System.arraycopy(REQUIRED, 0, all, 0, REQUIRED.length);
    System.arraycopy(more, 0, all, REQUIRED.length, more.length);
    return all;
  }
}
