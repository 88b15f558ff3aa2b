package io.frameflow.train.evaluation.results;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The images and classes that a results file may speak of.
 *
 * <p>An image is named by its id, or, where ids are numbers, by the number alone: {@code 42} is
 * {@code 000042} if no other image is. A class is named by its label, or by its number in the data
 * set; where the data set numbers none, by its id 1..K.
 */
public final class KnownNames {
  private static final int SHOWN = 5;

  private final Map<String, String> images = new HashMap<>();
  private final Map<String, Integer> classes = new HashMap<>();
  private final List<String> labels;
  private final Map<String, Long> numbers;

  /** The images, labels and numbers of a data set. */
  public KnownNames(DataSet dataSet) {
    this(dataSet.images(), dataSet.labels(), dataSet.categories());
  }

  /** Classes are numbered as the labels are, whatever numbers the data set has. */
  public KnownNames(List<AnnotatedImage> images, List<String> labels) {
    this(images, labels, Map.of());
  }

  /**
   * @param categories labels by the data set's own numbers; empty where it has none
   */
  KnownNames(List<AnnotatedImage> images, List<String> labels, Map<Long, String> categories) {
    this.labels = List.copyOf(labels);
    for (AnnotatedImage image : images) {
      String number = withoutZeros(image.id());
      // Two ids of one number: neither goes by the number.
      this.images.merge(number, image.id(), (one, other) -> "");
    }
    for (AnnotatedImage image : images) {
      this.images.put(image.id(), image.id());
    }
    numbers = numbers(labels, categories);
    numbers.forEach(
        (label, number) -> classes.put(Long.toString(number), labels.indexOf(label) + 1));
    for (int i = 0; i < labels.size(); i++) {
      classes.put(labels.get(i), i + 1);
    }
  }

  private static Map<String, Long> numbers(List<String> labels, Map<Long, String> categories) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    if (categories.isEmpty()) {
      labels.forEach(label -> numbers.put(label, numbers.size() + 1L));
    } else {
      new TreeMap<>(categories).forEach((number, label) -> numbers.put(label, number));
      numbers.keySet().retainAll(labels);
    }
    return numbers;
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

  /** What a file calls a class: its number, or its label where the data set numbers others only. */
  String name(int classId) {
    String label = labels.get(classId - 1);
    return numbers.containsKey(label) ? Long.toString(numbers.get(label)) : label;
  }

  /** The labels with their numbers, for a message. */
  String labelsInShort() {
    String first =
        labels.stream()
            .limit(SHOWN)
            .map(label -> numbers.containsKey(label) ? label + " " + numbers.get(label) : label)
            .collect(Collectors.joining(", "));
    return labels.size() > SHOWN ? first + ", ... " + labels.size() + " in all" : first;
  }

  private String withoutZerosIfUnknown(String name) {
    return images.containsKey(name) ? name : withoutZeros(name);
  }

  private static String withoutZeros(String id) {
    return id.matches("\\d+") ? id.replaceFirst("^0+(?=.)", "") : id;
  }
}
