package io.frameflow.bench.growth.tables;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.standalone.soak.RandomWeights;
import io.frameflow.train.export.ModelExporter;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.runs.Recipe;
import io.frameflow.train.runs.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A model with any number of classes that costs what a trained one costs: the {@value #BACKBONE}
 * recipe's network with the weights that a training starts from, and the proposals of another
 * model. It finds nothing: what it would find depends on nothing but the number of classes, for all
 * of them are equally likely to it.
 */
final class UntrainedPackage {

  static final String BACKBONE = "swift";

  private static final float CERTAIN = .99f;

  private UntrainedPackage() {}

  /**
   * Writes it.
   *
   * @param directory that does not exist yet, or is empty
   * @param like gives input and proposals
   */
  static void write(Path directory, ModelPackage like, int classes) throws IOException {
    ModelManifest from = like.manifest();
    Recipe recipe = Recipes.of(BACKBONE);
    DetectorNetwork network =
        new DetectorNetwork(recipe.backbone(), recipe.taps(), recipe.hiddenSizes(), classes);
    List<String> labels = IntStream.rangeClosed(1, classes).mapToObj(i -> "class " + i).toList();
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            "untrained-" + classes,
            "1",
            labels,
            from.input(),
            from.pixelMeans(),
            from.proposals(),
            new ModelManifest.Thresholds(
                CERTAIN, from.thresholds().nms(), from.thresholds().maxDetections()),
            Map.of(),
            "",
            "frameflow bench",
            Map.of());
    String file = from.proposals().file();
    ModelExporter.export(
        directory,
        manifest,
        network,
        RandomWeights.of(network, from.input()),
        file == null ? null : Files.readString(like.directory().resolve(file)));
  }
}
