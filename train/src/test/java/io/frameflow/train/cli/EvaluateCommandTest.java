package io.frameflow.train.cli;

import static io.frameflow.train.data.VocFolder.annotation;
import static io.frameflow.train.data.VocFolder.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.train.data.VocFolder;
import io.frameflow.train.evaluation.ClassResult;
import io.frameflow.train.evaluation.EvaluationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EvaluateCommandTest {
  @TempDir Path temp;
  private final StringWriter err = new StringWriter();
  private Exception failure;

  @Test
  void namesTheModelThatIsNotThere() throws IOException {
    new VocFolder(temp.resolve("data"))
        .split("val", "a")
        .image("a", annotation(object("cat", 5, 5, 20, 20)));

    assertThat(run("--model", temp.resolve("model").toString(), "--data", data())).isEqualTo(1);
    assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("model");
    assertThat(failure.getMessage()).doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--batch=0", "--threads=0", "--score-threshold=2", "--batch=x", "--ratio"})
  void wrongFlagsEndWithExitCodeTwo(String flag) {
    assertThat(run("--model", "m", "--data", "d", flag)).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
    assertThat(failure).isNull();
  }

  @Test
  void modelAndDataAreRequired() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("--model").contains("--data");
  }

  @Test
  void theTableShowsEveryClassAndTheMean() {
    EvaluationReport report =
        new EvaluationReport(
            9,
            30,
            List.of(
                new ClassResult("cat", 4, 1, 3, 2, .75, .7, .5),
                new ClassResult("yak", 0, 0, 0, 1, Double.NaN, Double.NaN, Double.NaN)));

    assertThat(EvaluationTable.of(report).lines().map(l -> l.strip().replaceAll(" +", " ")))
        .containsExactly(
            "class objects found false AP@.5 11-point @.5:.95",
            "cat 4 3 2 0.7500 0.7000 0.5000",
            "yak 0 0 1 - - -",
            "mean 4 3 3 0.7500 0.7000 0.5000");
  }

  private String data() {
    return temp.resolve("data").toString();
  }

  private int run(String... args) {
    CommandLine line = new CommandLine(new EvaluateCommand());
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(
        (e, command, result) -> {
          failure = e;
          return 1;
        });
    return line.execute(args);
  }
}
