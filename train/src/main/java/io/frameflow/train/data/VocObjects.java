package io.frameflow.train.data;

import io.frameflow.detector.boxes.Box;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns annotations into ground truth and keeps the account of what was wrong with them. */
final class VocObjects {
  private final List<String> labels;
  private final Map<String, Integer> objectsPerClass = new LinkedHashMap<>();
  private final List<String> degenerate = new ArrayList<>();
  private final List<String> cut = new ArrayList<>();
  private final List<String> wrongSizes = new ArrayList<>();
  private int difficult;

  VocObjects(List<String> labels) {
    this.labels = labels;
    labels.forEach(l -> objectsPerClass.put(l, 0));
    if (objectsPerClass.size() != labels.size()) {
      throw new IllegalArgumentException("labels " + labels + " name a class twice");
    }
  }

  AnnotatedImage place(String id, VocLayout layout, VocAnnotation annotation)
      throws DataSetException {
    Path file = layout.image(id);
    ImageHeader size = ImageHeader.read(file);
    if (annotation.width() != size.width() || annotation.height() != size.height()) {
      wrongSizes.add(
          id
              + ": annotated %dx%d, is %dx%d"
                  .formatted(annotation.width(), annotation.height(), size.width(), size.height()));
    }
    List<GroundTruth> objects = new ArrayList<>();
    for (VocAnnotation.Entry entry : annotation.objects()) {
      int index = labels.indexOf(entry.label());
      if (index < 0) {
        throw new DataSetException(
            "annotation %s has an object of class '%s', which is not among the labels %s; correct the annotation or the labels"
                .formatted(layout.annotation(id), entry.label(), labels));
      }
      Box box = box(entry, size);
      if (box == null) {
        degenerate.add(id + ": " + entry);
        continue;
      }
      if (box.x1() > entry.xmin() - 1
          || box.y1() > entry.ymin() - 1
          || box.x2() < entry.xmax()
          || box.y2() < entry.ymax()) {
        cut.add(id + ": " + entry);
      }
      objects.add(new GroundTruth(entry.label(), index + 1, box, entry.difficult()));
      objectsPerClass.merge(entry.label(), 1, Integer::sum);
      difficult += entry.difficult() ? 1 : 0;
    }
    return new AnnotatedImage(id, file, size.width(), size.height(), objects);
  }

  DataSetCheck check(Path directory, String split, List<AnnotatedImage> images) {
    int empty = (int) images.stream().filter(i -> i.objects().isEmpty()).count();
    return new DataSetCheck(
        directory,
        split,
        images.size(),
        empty,
        objectsPerClass,
        difficult,
        degenerate,
        cut,
        wrongSizes);
  }

  /** The box cut to the image, or null where nothing usable is left. */
  private static Box box(VocAnnotation.Entry entry, ImageHeader size) {
    if (entry.isDegenerate()) {
      return null;
    }
    float x1 = Math.max(0, entry.xmin() - 1);
    float y1 = Math.max(0, entry.ymin() - 1);
    float x2 = Math.min(size.width(), entry.xmax());
    float y2 = Math.min(size.height(), entry.ymax());
    return x2 > x1 && y2 > y1 ? new Box(x1, y1, x2, y2) : null;
  }
}
