package io.frameflow.detector.proposals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the proposal method that a model's manifest names. */
public final class ProposalMethods {

  /** The names of all methods. */
  public static final List<String> NAMES =
      List.of(LearnedWindows.NAME, SelectiveSearch.NAME, FixedGrid.NAME);

  private static final ObjectMapper JSON = new ObjectMapper();

  private ProposalMethods() {}

  /**
   * The method with the parameters and settings that the model was trained with.
   *
   * @param packageDirectory of an opened model package
   * @param section of its manifest
   * @throws ModelPackageException if there is no such method, or its parameters or settings do not
   *     fit
   */
  public static ProposalMethod load(Path packageDirectory, ModelManifest.Proposals section)
      throws IOException {
    try {
      return switch (section.method()) {
        case LearnedWindows.NAME -> learnedWindows(packageDirectory, section);
        case SelectiveSearch.NAME -> selectiveSearch(section.settings());
        case FixedGrid.NAME -> {
          refuseSettings(section);
          yield new FixedGrid();
        }
        default ->
            throw new IllegalArgumentException(
                "unknown proposal method \"%s\"; known are %s"
                    .formatted(section.method(), String.join(", ", NAMES)));
      };
    } catch (IllegalArgumentException e) {
      throw new ModelPackageException(
          packageDirectory.resolve(ModelPackage.MANIFEST), e.getMessage(), e);
    }
  }

  private static ProposalMethod learnedWindows(Path directory, ModelManifest.Proposals section)
      throws IOException {
    if (section.file() == null) {
      throw new IllegalArgumentException(
          "proposals.file is missing; " + LearnedWindows.NAME + " needs its parameters");
    }
    refuseSettings(section);
    Path file = directory.resolve(section.file());
    try {
      return LearnedWindows.fromJson(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new ModelPackageException(file, e.getMessage(), e);
    }
  }

  private static ProposalMethod selectiveSearch(Map<String, Object> settings) {
    try {
      return new SelectiveSearch(JSON.convertValue(settings, SelectiveSearchSettings.class));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "proposals.settings: " + JsonComplaint.of(e.getCause() == null ? e : e.getCause()), e);
    }
  }

  private static void refuseSettings(ModelManifest.Proposals section) {
    if (!section.settings().isEmpty()) {
      throw new IllegalArgumentException(
          "proposals.settings has %s, but %s takes no settings"
              .formatted(section.settings().keySet(), section.method()));
    }
  }
}
