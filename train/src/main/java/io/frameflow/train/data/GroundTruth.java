package io.frameflow.train.data;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Iou;
import java.util.Objects;

/**
 * One annotated object.
 *
 * @param label the class name as the annotation writes it
 * @param classId 1..K in the order of the data set's labels; 0 is background and never annotated
 * @param box continuous pixels of the original image, x2 and y2 exclusive
 * @param difficult marked as hard to recognise: neither trained on nor counted by the evaluation
 * @param crowd COCO's mark: one box around many objects, which is always difficult, too
 */
public record GroundTruth(String label, int classId, Box box, boolean difficult, boolean crowd) {
  public GroundTruth {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(box, "box");
    if (classId < 1) {
      throw new IllegalArgumentException(
          "class id of '" + label + "' is " + classId + "; object classes start at 1");
    }
    if (crowd && !difficult) {
      throw new IllegalArgumentException("a crowd of '" + label + "' must be marked difficult");
    }
  }

  /** A single object. */
  public GroundTruth(String label, int classId, Box box, boolean difficult) {
    this(label, classId, box, difficult, false);
  }

  /** Overlap with a detection, in [0, 1]: IoU; of a crowd the part of the detection inside it. */
  public float overlap(Box detection) {
    if (!crowd) {
      return Iou.of(detection, box);
    }
    float width = Math.min(box.x2(), detection.x2()) - Math.max(box.x1(), detection.x1());
    float height = Math.min(box.y2(), detection.y2()) - Math.max(box.y1(), detection.y1());
    return width <= 0 || height <= 0 ? 0 : width * height / detection.area();
  }
}
