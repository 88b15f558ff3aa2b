package io.frameflow.train.runs;

import io.frameflow.detector.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hidden files and folders of a run that are not finished yet, and what a kill leaves of them. */
public final class Drafts {

  private static final String PREFIX = ".draft-";

  private static final String UUID = "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  /** Drafts of models, and whatever is written beside its place first. */
  private static final Pattern UNFINISHED =
      Pattern.compile(
          "\\.+draft-.*|\\.[a-z0-9.-]+" + UUID + "|.*\\.part" + UUID + "|.*\\.safetensors\\.new");

  private Drafts() {}

  /** A folder for a model that is only measured. */
  static Path create(Path folder) throws IOException {
    return Files.createTempDirectory(folder, PREFIX);
  }

  /** Deletes what is left of them in a run's folders. */
  static void deleteIn(RunFolder folder) throws IOException {
    deleteIn(folder.root());
    deleteIn(folder.cache());
    deleteIn(folder.events().getParent());
  }

  /** Deletes what is left of them in a folder, which need not be there. */
  public static void deleteIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> drafts;
    try (Stream<Path> entries = Files.list(folder)) {
      drafts =
          entries
              .filter(entry -> UNFINISHED.matcher(entry.getFileName().toString()).matches())
              .toList();
    }
    for (Path draft : drafts) {
      FileTree.delete(draft);
    }
  }
}
