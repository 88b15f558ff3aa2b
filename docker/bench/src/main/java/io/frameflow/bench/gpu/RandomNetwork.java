package io.frameflow.bench.gpu;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.train.export.ModelExporter;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.NetworkShapes;
import io.frameflow.train.network.PaperNetwork;
import io.frameflow.train.network.PaperNetworks;
import io.frameflow.train.network.WeightArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A network of the paper with random weights: how long it takes does not depend on what it has
 * learned, and nobody has to fetch half a gigabyte.
 *
 * @param network the layers
 * @param input size of the pictures
 * @param regions of a picture, at most
 */
public record RandomNetwork(PaperNetwork network, ModelManifest.Input input, int regions) {

  /** VGG16 as the paper runs it: 600x1000 pixels, 2000 regions. */
  public static final RandomNetwork VGG16 =
      new RandomNetwork(PaperNetworks.VGG16, PaperNetworks.INPUT, PaperNetworks.PROPOSALS);

  /** The same convolutions with narrow heads, few regions and small pictures, for a processor. */
  public static final RandomNetwork REHEARSAL =
      new RandomNetwork(
          new PaperNetwork(
              PaperNetworks.VGG16.size(),
              PaperNetworks.VGG16.backbone(),
              PaperNetworks.VGG16.tap(),
              List.of(64, 64),
              List.of()),
          new ModelManifest.Input(96, 160, 1),
          32);

  private static final long SEED = 11;
  private static final int CLASSES = 20;

  /** Pixels less their mean are about as large; layers then keep the size of what they get. */
  private static final float PIXELS = 100;

  /** Random scores are noise: none of them should keep the suppression busy. */
  private static final ModelManifest.Thresholds THRESHOLDS =
      new ModelManifest.Thresholds(.99f, .3f, 100);

  /**
   * Writes the package; TensorFlow must be loaded.
   *
   * @param directory that does not exist yet, or is empty
   */
  public void write(Path directory) throws IOException {
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            network.backbone().name() + "-random",
            "1",
            IntStream.rangeClosed(1, CLASSES).mapToObj(i -> "class " + i).toList(),
            input,
            network.backbone().pixelMeans(),
            new ModelManifest.Proposals(FixedGrid.NAME, regions, null, Map.of()),
            THRESHOLDS,
            Map.of(),
            "",
            "frameflow bench gpu",
            Map.of());
    DetectorNetwork layers = network.network(CLASSES);
    ModelExporter.exportPlain(directory, manifest, layers, weights(layers), null);
  }

  /** Biases of zero, and weights whose sums are as large as what is summed (He et al. 2015). */
  static Map<String, WeightArray> weights(DetectorNetwork layers) {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, WeightArray> weights = new LinkedHashMap<>();
    NetworkShapes.of(layers)
        .forEach(
            (name, shape) -> {
              boolean first = weights.isEmpty();
              float[] values = new float[WeightArray.size(shape)];
              if (shape.length > 1) {
                double inputs = (double) values.length / shape[shape.length - 1];
                float bound = (float) Math.sqrt(6 / inputs) / (first ? PIXELS : 1);
                for (int i = 0; i < values.length; i++) {
                  values[i] = bound * (float) (2 * random.nextDouble() - 1);
                }
              }
              weights.put(name, new WeightArray(shape, values));
            });
    return weights;
  }
}
