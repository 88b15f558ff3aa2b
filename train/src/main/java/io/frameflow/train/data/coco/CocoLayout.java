package io.frameflow.train.data.coco;

import io.frameflow.train.data.DataSetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where the parts of a COCO folder lie. The annotations of a split are the first of {@code
 * annotations/instances_SPLIT.json}, {@code annotations/SPLIT.json} and {@code
 * SPLIT/_annotations.coco.json}; its images lie in {@code SPLIT/}, {@code images/SPLIT/}, {@code
 * images/} or at the path that the entry gives from the folder itself.
 */
record CocoLayout(Path root) {
  private static final String INSTANCES = "instances_";
  private static final String JSON = ".json";
  private static final String BESIDE_IMAGES = "_annotations.coco.json";

  Path annotations() {
    return root.resolve("annotations");
  }

  /** Where a new split's annotations go. */
  Path newAnnotations(String split) {
    return annotations().resolve(INSTANCES + split + JSON);
  }

  /** The annotation file of every split, by the split's name. */
  TreeMap<String, Path> files() throws DataSetException {
    TreeMap<String, Path> found = new TreeMap<>();
    for (Path folder : list(root)) {
      Path file = folder.resolve(BESIDE_IMAGES);
      if (Files.isRegularFile(file)) {
        found.put(folder.getFileName().toString(), file);
      }
    }
    if (Files.isDirectory(annotations())) {
      // Of two files for one split the one with the full name counts, which comes later.
      for (boolean full : new boolean[] {false, true}) {
        for (Path file : list(annotations())) {
          String name = file.getFileName().toString();
          if (name.endsWith(JSON) && !name.startsWith(".") && full == name.startsWith(INSTANCES)) {
            String stem = name.substring(0, name.length() - JSON.length());
            found.put(full ? stem.substring(INSTANCES.length()) : stem, file);
          }
        }
      }
    }
    return found;
  }

  /** Where an image lies, if it does. */
  Optional<Path> image(String split, String fileName) {
    try {
      return Stream.of(
              root.resolve(split),
              root.resolve("images").resolve(split),
              root.resolve("images"),
              root)
          .map(folder -> folder.resolve(fileName).normalize())
          // An entry is input like any other: "../../etc/x" must not lead out of the data set.
          .filter(file -> file.startsWith(root.normalize()) && Files.isRegularFile(file))
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static List<Path> list(Path folder) throws DataSetException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    } catch (IOException e) {
      throw new DataSetException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }
}
