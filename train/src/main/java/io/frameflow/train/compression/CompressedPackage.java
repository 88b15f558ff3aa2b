package io.frameflow.train.compression;

import com.google.protobuf.CodedOutputStream;
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a compressed network as a model package. */
final class CompressedPackage {

  private CompressedPackage() {}

  /**
   * @param target directory that does not exist yet, or is empty
   * @param source of which all but the network is taken over
   * @param manifest without metrics of the source, for they do not hold for it
   */
  static ModelPackage write(
      Path target, ModelPackage source, CompressedGraph graph, ModelManifest manifest)
      throws IOException {
    return ModelPackageWriter.write(
        target,
        manifest,
        directory -> {
          for (String name : source.manifest().files().keySet()) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            if (name.equals(FrozenGraph.PATH)) {
              write(graph, file);
            } else {
              Files.copy(source.directory().resolve(name), file);
            }
          }
        });
  }

  private static void write(CompressedGraph graph, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      coded.useDeterministicSerialization();
      graph.model().writeTo(coded);
      coded.flush();
    }
  }
}
