package io.frameflow.train.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.Measurement;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.runs.RunFolder;
import io.frameflow.train.solver.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationTest {

  @TempDir Path temp;
  private TinyAblation tiny;

  @BeforeEach
  void drawImages() throws IOException {
    tiny = new TinyAblation(temp.resolve("squares"));
  }

  /** What a kill is to a process: nothing of the ablation catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void anAblationThatIsBrokenOffGoesOnAndComesToTheSameFigures() throws IOException {
    Path whole = temp.resolve("whole");
    List<String> lines = new ArrayList<>();
    Ablation.Outcome outcome =
        tiny.run(TinyAblation.options(whole, 4, 1, "multi-task"), lines::add);
    assertThat(outcome.results().isComplete()).isTrue();
    assertThat(lines)
        .as("a seed's windows are learned once")
        .containsOnlyOnce("learning region proposals from 4 images");
    assertOnlyBoxesWereTrained(whole);

    Path parts = temp.resolve("parts");
    // In the last step of a run, before its checkpoint; then between two measurements.
    killAt(parts, "step 4/4");
    assertThat(measurements(parts)).isEmpty();
    killAt(parts, "measuring multi-task-no-boxes");
    Map<String, String> before = measurements(parts);
    assertThat(before).containsOnlyKeys("classification-only-1.json");
    lines.clear();
    Ablation.Outcome again = tiny.run(TinyAblation.options(parts, 4, 1, "multi-task"), lines::add);

    assertThat(lines).noneMatch(line -> line.contains("training classification-only"));
    assertThat(measurements(parts)).containsAllEntriesOf(before);
    assertThat(figures(again)).isEqualTo(figures(outcome)).isNotEmpty();
    assertThat(parts.resolve("report.html")).isNotEmptyFile();
    try (Stream<Path> left = Files.walk(parts)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".") && !name.equals(".lock"));
    }

    lines.clear();
    assertThat(figures(tiny.run(TinyAblation.options(parts, 4, 1, "multi-task"), lines::add)))
        .isEqualTo(figures(outcome));
    assertThat(lines).as("nothing is left to do").isEmpty();
  }

  @Test
  void whatFailsIsToldAndTheRestGoesOn() throws IOException {
    Path folder = temp.resolve("out");
    AblationOptions options = TinyAblation.options(folder, 2, 1, "multi-task");
    Path inTheWay = folder.resolve("runs").resolve("classification-only-1");
    Files.createDirectories(inTheWay.getParent());
    Files.writeString(inTheWay, "no folder");
    List<String> lines = new ArrayList<>();

    Ablation.Outcome outcome = tiny.run(options, lines::add);

    assertThat(outcome.results().isComplete()).isFalse();
    assertThat(measurements(folder))
        .containsOnlyKeys("multi-task-1.json", "multi-task-no-boxes-1.json");
    assertThat(lines)
        .anyMatch(line -> line.startsWith("training classification-only, seed 1 failed: "))
        .anyMatch(
            line -> line.startsWith("training stage-wise, seed 1 failed: classification-only"));
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("failed: stage-wise, seed 1: stage-wise is not trained: classification-only");

    Files.delete(inTheWay);
    assertThat(tiny.run(options, line -> {}).results().isComplete())
        .as("what failed is tried again")
        .isTrue();
  }

  @Test
  void otherSettingsAreRefusedByNameButExperimentsAndSeedsMayBeAdded() throws IOException {
    Path folder = temp.resolve("out");
    tiny.run(TinyAblation.options(folder, 2, 1, "svd"), line -> {});
    Map<String, String> before = measurements(folder);
    assertThat(before).containsOnlyKeys("svd-1.json");
    assertThat(folder.resolve("runs").toFile().list()).containsExactly("multi-task-1");

    assertThatThrownBy(() -> tiny.run(TinyAblation.options(folder, 3, 1, "svd"), line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder.resolve("configuration.json")
                + ": the run began with recipe.solver.learningRate.steps 2, but is now asked for 3;"
                + " resume with the same settings or choose another --out");

    Ablation.Outcome outcome =
        tiny.run(TinyAblation.options(folder, 2, 2, "svd", "per-region"), line -> {});
    assertThat(outcome.results().isComplete()).isTrue();
    assertThat(measurements(folder)).containsAllEntriesOf(before).hasSize(4);
    assertThat(folder.resolve("plots/svd.png")).isNotEmptyFile();
  }

  @Test
  void twoProcessesDoNotWorkInOneFolder() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("out"));
    AblationOptions options = TinyAblation.options(folder, 2, 1, "svd");
    try (FolderLock held = FolderLock.take(options.folder().lock())) {
      assertThat(held.channel().isOpen()).isTrue();
      assertThatThrownBy(() -> tiny.run(options, line -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(folder + ": another ablation works here");
    }
    FolderLock.take(options.folder().lock()).close();
  }

  private void killAt(Path folder, String line) {
    Consumer<String> console =
        said -> {
          if (said.contains(line)) {
            throw new Killed();
          }
        };
    assertThatThrownBy(() -> tiny.run(TinyAblation.options(folder, 4, 1, "multi-task"), console))
        .isInstanceOf(Killed.class);
  }

  private static void assertOnlyBoxesWereTrained(Path folder) throws IOException {
    Map<String, WeightArray> first = weights(folder, "classification-only-1");
    Map<String, WeightArray> second = weights(folder, "stage-wise-1");
    assertThat(first).containsKey("bbox_pred.weight").hasSameSizeAs(second);
    first.forEach(
        (name, value) ->
            assertThat(Arrays.equals(value.values(), second.get(name).values()))
                .as(name)
                .isEqualTo(!name.startsWith("bbox_pred")));
  }

  private static Map<String, WeightArray> weights(Path folder, String run) throws IOException {
    return Checkpoint.load(run(folder, run).checkpoint()).weights();
  }

  private static RunFolder run(Path folder, String run) {
    return new RunFolder(folder.resolve("runs").resolve(run));
  }

  /** Name to content. */
  private static Map<String, String> measurements(Path folder) throws IOException {
    Map<String, String> found = new TreeMap<>();
    Path measurements = folder.resolve("measurements");
    if (Files.exists(measurements)) {
      try (Stream<Path> files = Files.list(measurements)) {
        for (Path file : files.toList()) {
          found.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return found;
  }

  /** All that does not depend on the clock. */
  private static Map<String, Double> figures(Ablation.Outcome outcome) {
    Map<String, Double> figures = new TreeMap<>();
    for (Measurement measurement : outcome.experiments().get(0).measurements()) {
      for (Measure measure :
          List.of(Measure.MAP50, Measure.MAP5095, Measure.PROPOSALS, Measure.RECALL50)) {
        outcome
            .results()
            .of(measurement, measure)
            .forEach((seed, value) -> figures.put(measurement.id() + measure + seed, value));
      }
    }
    return figures;
  }
}
