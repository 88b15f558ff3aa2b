package io.frameflow.train.data;

import io.frameflow.detector.boxes.Box;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Turns stated images into ground truth and keeps the account of what was wrong with them. */
final class SplitReading implements StatedImages {
  private final StatedSplit split;
  private final List<String> givenLabels;
  private final PackedImages.Writer packed = new PackedImages.Writer();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Cases.Collector degenerate = new Cases.Collector();
  private final Cases.Collector cut = new Cases.Collector();
  private final Cases.Collector wrongSizes = new Cases.Collector();
  private int images;
  private int withoutObjects;
  private int difficult;

  /**
   * @param labelsOrNull the only labels that may occur; null for any
   */
  SplitReading(StatedSplit split, List<String> labelsOrNull) throws DataSetException {
    this.split = split;
    this.givenLabels = labelsOrNull == null ? null : List.copyOf(labelsOrNull);
    if (givenLabels != null && givenLabels.stream().distinct().count() != givenLabels.size()) {
      throw new IllegalArgumentException("labels " + givenLabels + " name a class twice");
    }
  }

  @Override
  public void defect(Defect kind, String id, DataSetException reason) throws DataSetException {
    throw reason;
  }

  @Override
  public void image(StatedImage image) throws DataSetException {
    ImageHeader size = ImageHeader.read(image.file());
    if (image.width() != size.width() || image.height() != size.height()) {
      wrongSizes.add(
          image.shown()
              + ": annotated %dx%d, is %dx%d"
                  .formatted(image.width(), image.height(), size.width(), size.height()));
    }
    int most = image.objects().size();
    List<Box> boxes = new ArrayList<>(most);
    int[] labels = new int[most];
    int[] marks = new int[most];
    for (StatedObject object : image.objects()) {
      requireKnown(image, object.label());
      int number = numbers.computeIfAbsent(object.label(), l -> numbers.size());
      BoxPlacing placing = BoxPlacing.of(object, size.width(), size.height());
      if (!placing.isUsable()) {
        degenerate.add(image.shown() + ": " + object);
        continue;
      }
      if (placing.problem().isPresent()) {
        cut.add(image.shown() + ": " + object);
      }
      labels[boxes.size()] = number;
      marks[boxes.size()] = mark(object);
      boxes.add(placing.box());
      counts.merge(object.label(), 1, Integer::sum);
      difficult += object.difficult() ? 1 : 0;
    }
    packed.add(image, size.width(), size.height(), boxes, labels, marks);
    images++;
    withoutObjects += boxes.isEmpty() ? 1 : 0;
  }

  private static int mark(StatedObject object) {
    if (object.crowd()) {
      return PackedImages.CROWD;
    }
    return object.difficult() ? PackedImages.DIFFICULT : PackedImages.PLAIN;
  }

  DataSet finish() throws DataSetException {
    List<String> labels = labels();
    if (labels.isEmpty()) {
      throw new DataSetException(
          "no image of split '%s' of %s has an object; annotate some"
              .formatted(split.name(), split.directory()));
    }
    int[] classIds = numbers.keySet().stream().mapToInt(l -> labels.indexOf(l) + 1).toArray();
    return new DataSet(split, packed.finish(labels, classIds), labels, check(labels));
  }

  /** Given ones; else those that occur, in the order that the format declares or sorted. */
  private List<String> labels() {
    if (givenLabels != null) {
      return givenLabels;
    }
    List<String> declared = split.declaredLabels();
    return declared.isEmpty()
        ? List.copyOf(new TreeSet<>(numbers.keySet()))
        : declared.stream().filter(numbers::containsKey).toList();
  }

  private void requireKnown(StatedImage image, String label) throws DataSetException {
    if (givenLabels != null && !givenLabels.contains(label)) {
      throw new DataSetException(
          "annotation %s of image %s has an object of class '%s', which is not among the labels %s; correct it, or make splits that share their classes with 'frameflow data split'"
              .formatted(image.annotation(), image.shown(), label, givenLabels));
    }
  }

  private DataSetCheck check(List<String> labels) {
    Map<String, Integer> perClass = new LinkedHashMap<>();
    labels.forEach(l -> perClass.put(l, counts.getOrDefault(l, 0)));
    return new DataSetCheck(
        split.directory(),
        split.name(),
        images,
        withoutObjects,
        perClass,
        difficult,
        degenerate.cases(),
        cut.cases(),
        wrongSizes.cases());
  }
}
