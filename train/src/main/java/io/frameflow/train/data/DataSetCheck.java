package io.frameflow.train.data;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * What the reading of a split found. The cases are described as "image id: what".
 *
 * @param objectsPerClass usable objects, difficult ones included, in label order
 * @param difficult usable objects marked difficult
 * @param degenerate boxes that were skipped: without extent, not finite, or wholly outside
 * @param cut boxes that reached over the image's edge and were cut to it
 * @param wrongSizes images whose annotation states another size than the file, or none; the file's
 *     is used
 */
public record DataSetCheck(
    Path directory,
    String split,
    int images,
    int imagesWithoutObjects,
    Map<String, Integer> objectsPerClass,
    int difficult,
    Cases degenerate,
    Cases cut,
    Cases wrongSizes) {
  private static final int EXAMPLES = 3;

  public DataSetCheck {
    objectsPerClass = Collections.unmodifiableMap(new LinkedHashMap<>(objectsPerClass));
  }

  /** Usable objects of all classes. */
  public int objects() {
    return objectsPerClass.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Classes of which the split has no usable object; their average precision is undefined. */
  public List<String> unseenClasses() {
    return objectsPerClass.entrySet().stream()
        .filter(e -> e.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** One line for the user: counts first, then what was skipped or repaired, with examples. */
  public String summary() {
    String classes =
        objectsPerClass.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    StringJoiner line = new StringJoiner("; ");
    line.add(
        "%s of %s: %d images, %d objects (%s)"
            .formatted(split, directory, images, objects(), classes));
    if (difficult > 0) {
      line.add(difficult + " marked difficult (ignored)");
    }
    if (imagesWithoutObjects > 0) {
      line.add(imagesWithoutObjects + " images without objects");
    }
    List<String> unseen = unseenClasses();
    if (!unseen.isEmpty()) {
      line.add("no object of " + String.join(", ", unseen));
    }
    addCases(line, "skipped degenerate boxes", degenerate);
    addCases(line, "boxes cut at the image's edge", cut);
    addCases(line, "wrong or missing image sizes in annotations", wrongSizes);
    return line.toString();
  }

  private static void addCases(StringJoiner line, String what, Cases cases) {
    if (!cases.isEmpty()) {
      line.add(what + ": " + cases.summary(EXAMPLES));
    }
  }
}
