package io.frameflow.train.evaluation.results;

import io.frameflow.train.data.AnnotatedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images and classes that a results file may speak of.
 *
 * <p>An image is named by its id, or, where ids are numbers, by the number alone: {@code 42} is
 * {@code 000042} if no other image is. A class is named by its label or its id 1..K.
 */
public final class KnownNames {
  private static final int SHOWN = 5;

  private final Map<String, String> images = new HashMap<>();
  private final Map<String, Integer> classes = new HashMap<>();
  private final List<String> labels;

  public KnownNames(List<AnnotatedImage> images, List<String> labels) {
    this.labels = List.copyOf(labels);
    for (AnnotatedImage image : images) {
      String number = withoutZeros(image.id());
      // Two ids of one number: neither goes by the number.
      this.images.merge(number, image.id(), (one, other) -> "");
    }
    for (AnnotatedImage image : images) {
      this.images.put(image.id(), image.id());
    }
    for (int i = 0; i < labels.size(); i++) {
      classes.put(Integer.toString(i + 1), i + 1);
    }
    for (int i = 0; i < labels.size(); i++) {
      classes.put(labels.get(i), i + 1);
    }
  }

  /** The id of an image, by what a file calls it. */
  Optional<String> image(String name) {
    return Optional.ofNullable(images.get(withoutZerosIfUnknown(name))).filter(id -> !id.isEmpty());
  }

  /** The class id 1..K, by what a file calls it. */
  Optional<Integer> classId(String name) {
    return Optional.ofNullable(classes.get(name));
  }

  List<String> labels() {
    return labels;
  }

  /** The labels, for a message. */
  String labelsInShort() {
    String first = String.join(", ", labels.subList(0, Math.min(SHOWN, labels.size())));
    return labels.size() > SHOWN ? first + ", ... (" + labels.size() + ")" : first;
  }

  private String withoutZerosIfUnknown(String name) {
    return images.containsKey(name) ? name : withoutZeros(name);
  }

  private static String withoutZeros(String id) {
    return id.matches("\\d+") ? id.replaceFirst("^0+(?=.)", "") : id;
  }
}
