package io.frameflow.train.imports;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageWriter;
import io.frameflow.train.export.ModelExporter;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.PaperNetwork;
import io.frameflow.train.network.PaperNetworks;
import io.frameflow.train.weights.NetworkWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A trained Fast R-CNN of the paper as a model package: the weights that its authors published, or
 * that anyone trained with their program.
 *
 * <p>Their program stores the box layer with the targets' means and deviations folded in, so that
 * it answers with plain deltas, as a package must. Two differences to their own test program
 * remain, both below a pixel of the image: it counts a box's width as x2 - x1 of pixels that belong
 * to the box, one less than here, and it finds the bins of an RoI with rounded fractions where
 * integers are used here.
 */
public final class ModelImport {

  private static final String CREATED_BY = "frameflow import";

  private ModelImport() {}

  /**
   * Reads the weights and writes the package.
   *
   * @param weights all layers up to cls_score and bbox_pred; see {@link
   *     io.frameflow.train.weights.WeightsFile} for the formats
   * @param labels K names in the order of the network's outputs, without the background
   * @param proposals which regions the package is served with
   * @param target directory that does not exist yet, or is empty
   * @throws IOException if the weights cannot be read or belong to another network, or the package
   *     cannot be written; nothing is left behind then
   * @throws IllegalArgumentException if a label occurs twice, or the name is blank
   */
  public static ModelPackage run(
      PaperNetwork paper,
      Path weights,
      List<String> labels,
      String name,
      String version,
      ModelManifest.Proposals proposals,
      Path target)
      throws IOException {
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            name,
            version,
            labels,
            PaperNetworks.INPUT,
            paper.backbone().pixelMeans(),
            proposals,
            PaperNetworks.THRESHOLDS,
            Map.of(),
            "",
            CREATED_BY,
            Map.of());
    ModelPackageWriter.requireFree(target);
    DetectorNetwork network = paper.network(labels.size());
    NetworkWeights source = NetworkWeights.whole(weights, network);
    return ModelExporter.exportPlain(target, manifest, network, source.read(), null);
  }
}
