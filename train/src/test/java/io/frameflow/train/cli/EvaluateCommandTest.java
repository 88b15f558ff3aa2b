package io.frameflow.train.cli;

import static io.frameflow.train.data.VocFolder.annotation;
import static io.frameflow.train.data.VocFolder.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.train.data.CocoFolder;
import io.frameflow.train.data.VocFolder;
import io.frameflow.train.evaluation.ClassResult;
import io.frameflow.train.evaluation.EvaluationReport;
import io.frameflow.train.evaluation.report.EvaluationTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
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
  private final StringWriter out = new StringWriter();
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
  void dataAndADetectorAreRequired() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("--data");
    assertThat(run("--data", "d")).isEqualTo(2);
    assertThat(err.toString()).contains("--model").contains("--results");
  }

  @Test
  void detectionsOfAFileAreJudgedWithoutAModel() throws IOException {
    new VocFolder(temp.resolve("data"))
        .split("val", "a")
        .image("a", annotation(object("cat", 11, 11, 30, 30)));
    Path results = temp.resolve("results.json");
    Files.writeString(
        results,
        """
        [{"image_id": "a", "category_id": 1, "bbox": [10, 10, 20, 20], "score": 0.75}]
        """);
    Path folder = temp.resolve("report");

    assertThat(run("--results", results.toString(), "--data", data(), "--out", folder.toString()))
        .isZero();
    assertThat(out.toString()).contains("AP50 1.000").contains("expected error 0.2500");
    assertThat(folder.resolve("reliability.png")).exists();
    assertThat(folder.resolve("proposal-recall-by-iou.png")).doesNotExist();
  }

  /** The detection of a declared class without objects is false, and of no mean. */
  @Test
  void theNumbersOfACocoFileNameItsClassesInResults() throws IOException {
    new CocoFolder(temp.resolve("data"))
        .category(7, "cat")
        .category(44, "dog")
        .category(90, "yak")
        .picture("val/a.jpg", 1)
        .entry(5, "a.jpg")
        .box(5, 44, "[10, 10, 20, 20]")
        .box(5, 7, "[50, 10, 20, 20]")
        .write("annotations/instances_val.json");
    Path results = temp.resolve("results.json");
    Files.writeString(
        results,
        """
        [{"image_id": 5, "category_id": 44, "bbox": [10, 10, 20, 20], "score": 0.75},
         {"image_id": 5, "category_id": 7, "bbox": [50, 10, 20, 20], "score": 0.5},
         {"image_id": 5, "category_id": 90, "bbox": [0, 0, 20, 20], "score": 0.5}]
        """);

    assertThat(run("--results", results.toString(), "--data", data())).as("%s", failure).isZero();
    assertThat(out.toString()).contains("AP50 1.000").containsPattern("yak +0 +0 +1 +-");
  }

  @Test
  void modelAndResultsExcludeEachOther() {
    assertThat(run("--data", "d", "--model", "m", "--results", "r")).isEqualTo(2);
    assertThat(run("--data", "d", "--results", "r", "--write-results", "w")).isEqualTo(2);
    assertThat(err.toString()).contains("exclude each other").contains("--write-results needs");
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
    line.setOut(new PrintWriter(out, true));
    line.setExecutionExceptionHandler(
        (e, command, result) -> {
          failure = e;
          return 1;
        });
    return line.execute(args);
  }
}
