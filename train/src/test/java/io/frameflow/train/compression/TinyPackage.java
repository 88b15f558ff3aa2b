package io.frameflow.train.compression;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.export.ModelExporter;
import io.frameflow.train.solver.SolverOptions;
import io.frameflow.train.solver.TinyTask;
import io.frameflow.train.solver.Trainer;
import io.frameflow.train.solver.TrainingGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A tiny model: fc6 is 588 to 24, fc7 24 to 16. */
public final class TinyPackage {
  private TinyPackage() {}

  /** Untrained. */
  public static ModelPackage write(Path folder) throws IOException {
    try (TrainingGraph graph = TinyTask.graph(TinyTask.options(.01f, 1))) {
      return ModelExporter.export(folder, manifest(), TinyTask.network(), graph.weights(), null);
    }
  }

  /** The same model after some steps at its task. */
  public static ModelPackage writeTrained(Path folder, int steps) throws IOException {
    SolverOptions options = TinyTask.options(.01f, steps);
    try (TrainingGraph graph = TinyTask.graph(options)) {
      new Trainer(graph, options.learningRate())
          .run(TinyTask::batch, 0, steps, (step, result, rate, nanos) -> {});
      return ModelExporter.export(folder, manifest(), TinyTask.network(), graph.weights(), null);
    }
  }

  private static ModelManifest manifest() {
    return new ModelManifest(
        ModelManifest.FORMAT,
        "tiny",
        "1",
        List.of("bright", "dark"),
        new ModelManifest.Input(TinyTask.SIDE, 2 * TinyTask.SIDE, 16),
        TinyTask.MEANS,
        new ModelManifest.Proposals("fixed-grid", 20, null, Map.of()),
        new ModelManifest.Thresholds(.05f, .45f, 100),
        Map.of("map50", .5),
        "",
        "test",
        Map.of());
  }
}
