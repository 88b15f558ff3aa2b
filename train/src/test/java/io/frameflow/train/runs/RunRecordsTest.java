package io.frameflow.train.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.train.solver.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordsTest {

  @TempDir Path folder;

  @Test
  void aReopenedLogKeepsTheStepsBeforeTheCheckpoint() throws Exception {
    Path file = folder.resolve("metrics.csv");
    write(file, 0, 5);
    write(file, 3, 6);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(7);
    assertThat(lines.get(0)).startsWith("step,learning_rate,class_loss,box_loss,accuracy");
    assertThat(lines.get(3)).isEqualTo("2,0.5,2.0,0.25,1.0,4.0,1.5");
    assertThat(lines.get(6)).startsWith("5,");

    write(file, 0, 1);
    assertThat(Files.readAllLines(file)).as("a new run starts anew").hasSize(2);
  }

  @Test
  void aForeignLogIsNamedWithItsLine() throws Exception {
    Path file = folder.resolve("metrics.csv");
    Files.writeString(file, "head\n1,2,3\n");
    assertThatThrownBy(() -> MetricsLog.open(file, 4))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " line 2 is no row of a training log: 1,2,3");
  }

  @Test
  void theLossCurveIsAMovingMeanInAPicture() throws Exception {
    List<MetricsLog.Row> rows = new ArrayList<>();
    IntStream.range(0, 40).forEach(step -> rows.add(row(step)));
    double[] smooth = RunCurves.smooth(rows, MetricsLog.Row::step);
    assertThat(smooth[0]).isZero();
    assertThat(smooth[10]).isEqualTo(5);
    assertThat(smooth[39]).isEqualTo(29.5);

    RunFolder run = new RunFolder(folder);
    try (RunRecords records = RunRecords.open(run, 0)) {
      RunCurves.write(run, "run", records);
      assertThat(run.lossCurve()).doesNotExist();
      for (MetricsLog.Row row : rows) {
        records.stepDone(row.step(), row.result(), row.rate(), 1_000_000);
      }
      RunCurves.write(run, "run", records);
    }
    assertThat(Files.readAllBytes(run.lossCurve())).startsWith(0x89, 'P', 'N', 'G');
    assertThat(Files.readAllBytes(run.rateCurve())).startsWith(0x89, 'P', 'N', 'G');
    assertThat(run.validationCurve()).as("nothing was measured").doesNotExist();
  }

  @Test
  void differentSettingsAreNamedOnResuming() throws Exception {
    Path file = folder.resolve("checkpoint");
    String then = "{'run': {'a': {'b': [1, 2]}, 'c': null}, 'machine': {'threads': 2}}";
    RunConfiguration.requireSame(file, json(then), json(then.replace("2}}", "3}}")));
    assertThatThrownBy(
            () -> RunConfiguration.requireSame(file, json(then), json(then.replace("2]", "3]"))))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ": the run began with a.b[1] 2, but is now asked for 3; resume with the same"
                + " settings or choose another --out");
    assertThatThrownBy(
            () -> RunConfiguration.requireSame(file, json(then), json(then.replace("null", "5"))))
        .hasMessageContaining("began with c nothing, but is now asked for 5;");
    assertThatThrownBy(() -> RunConfiguration.requireSame(file, "a=1", json(then)))
        .hasMessage(file + ": holds no settings that can be read; choose another --out");
    assertThat(RunConfiguration.threads(json(then))).contains(2);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void timeLeftIsMinutesAndSeconds() {
    assertThat(TrainingProgress.minutes(0)).isEqualTo("0:00");
    assertThat(TrainingProgress.minutes(83.6)).isEqualTo("1:24");
    assertThat(TrainingProgress.minutes(6000)).isEqualTo("100:00");
  }

  @Test
  void everyBackboneHasARecipeThatFits() {
    assertThat(Recipes.names())
        .containsExactly(
            "caffenet", "plain", "plain-lite", "squeezenet", "swift", "vgg-cnn-m-1024", "vgg16");
    for (String name : Recipes.names()) {
      Recipe recipe = Recipes.of(name);
      assertThat(recipe.backbone().name()).isEqualTo(name);
      assertThat(recipe.network(3).outputs()).isEqualTo(4);
    }
    Recipe paper = Recipes.of("vgg16");
    assertThat(paper.solver().frozen()).containsExactly("conv1", "conv2");
    assertThat(paper.solver().learningRate().at(29_999)).isEqualTo(.001f);
    assertThat(paper.solver().learningRate().at(30_000)).isEqualTo(.001f * .1f);
    assertThat(paper.sampling().backgroundIouLow()).isEqualTo(.1f);
    assertThat(paper.proposals().count()).isEqualTo(2000);
    Recipe main = Recipes.of("squeezenet");
    assertThat(main.solver().learningRate().base()).isEqualTo(.015f);
    assertThat(main.solver().learningRate().steps()).isEqualTo(2400);
    assertThat(main.solver().keepProbability()).isEqualTo(.75f);
    assertThat(main.solver().gradientClip()).isEqualTo(5);
    assertThat(main.sampling().imagesPerBatch()).isEqualTo(2);
    assertThat(main.sampling().roisPerImage()).isEqualTo(128);
    assertThat(main.proposals().count()).isEqualTo(1000);
    assertThat(main.thresholds().nms()).isEqualTo(.45f);
  }

  private static void write(Path file, int first, int end) throws IOException {
    try (MetricsLog log = MetricsLog.open(file, first)) {
      for (int step = first; step < end; step++) {
        MetricsLog.Row row = row(step);
        log.stepDone(step, row.result(), row.rate(), 1_500_000);
      }
      assertThat(log.rows()).hasSize(end);
    }
  }

  private static MetricsLog.Row row(int step) {
    return new MetricsLog.Row(step, .5f, new StepResult(step, .25f, 1, 4), 1.5f);
  }
}
