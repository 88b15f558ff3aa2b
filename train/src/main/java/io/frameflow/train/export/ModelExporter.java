package io.frameflow.train.export;

import com.google.protobuf.CodedOutputStream;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageWriter;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.sampling.BoxTargets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.proto.SavedModel;

/** Writes a trained network as a model package. */
public final class ModelExporter {

  private static final String SAVED_MODEL = "saved_model/saved_model.pb";

  private ModelExporter() {}

  /**
   * Freezes the weights and writes the package.
   *
   * @param target directory that does not exist yet, or is empty
   * @param weights as trained, by name; the box layer still gives normalised deltas
   * @param proposals content of the manifest's proposal file, or null for a method without one
   * @throws IOException if the package cannot be written or the detector would refuse it
   */
  public static ModelPackage export(
      Path target,
      ModelManifest manifest,
      DetectorNetwork network,
      Map<String, WeightArray> weights,
      String proposals)
      throws IOException {
    Map<String, WeightArray> folded = BoxDenormalization.apply(weights, BoxTargets.deviations());
    return exportPlain(target, manifest, network, folded, proposals);
  }

  /**
   * The same for weights whose box layer gives plain deltas, such as published ones: their authors
   * folded the targets' deviations in when they stored them.
   */
  public static ModelPackage exportPlain(
      Path target,
      ModelManifest manifest,
      DetectorNetwork network,
      Map<String, WeightArray> weights,
      String proposals)
      throws IOException {
    try (InferenceGraph graph =
        new InferenceGraph(network, manifest.input(), manifest.pixelMeans(), weights)) {
      return ModelPackageWriter.write(
          target,
          manifest.withPooling(graph.pooling()),
          directory -> {
            Path file = directory.resolve(SAVED_MODEL);
            Files.createDirectories(file.getParent());
            write(graph.toSavedModel(), file);
            if (proposals != null) {
              Files.writeString(directory.resolve(manifest.proposals().file()), proposals);
            }
          });
    }
  }

  /** Equal models give equal bytes: the order of attributes would vary otherwise. */
  private static void write(SavedModel model, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      coded.useDeterministicSerialization();
      model.writeTo(coded);
      coded.flush();
    }
  }
}
