package io.frameflow.detector.proposals;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the proposal method that a model's manifest names. */
public final class ProposalMethods {

  private ProposalMethods() {}

  /**
   * The method with the parameters and settings that the model was trained with.
   *
   * @param packageDirectory of an opened model package
   * @param section of its manifest
   * @throws ModelPackageException if there is no such method, or its parameters do not fit
   */
  public static ProposalMethod load(Path packageDirectory, ModelManifest.Proposals section)
      throws IOException {
    return switch (section.method()) {
      case LearnedWindows.NAME -> learnedWindows(packageDirectory, section);
      default ->
          throw new ModelPackageException(
              packageDirectory.resolve(ModelPackage.MANIFEST),
              "unknown proposal method \"%s\"; known is %s"
                  .formatted(section.method(), LearnedWindows.NAME));
    };
  }

  private static ProposalMethod learnedWindows(Path directory, ModelManifest.Proposals section)
      throws IOException {
    if (section.file() == null) {
      throw new ModelPackageException(
          directory.resolve(ModelPackage.MANIFEST),
          "proposals.file is missing; " + LearnedWindows.NAME + " needs its parameters");
    }
    Path file = directory.resolve(section.file());
    try {
      return LearnedWindows.fromJson(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new ModelPackageException(file, e.getMessage(), e);
    }
  }
}
