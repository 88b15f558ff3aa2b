package io.frameflow.train.data;

import io.frameflow.detector.boxes.Box;
import java.util.Objects;

/**
 * One annotated object.
 *
 * @param label the class name as the annotation writes it
 * @param classId 1..K in the order of the data set's labels; 0 is background and never annotated
 * @param box continuous pixels of the original image, x2 and y2 exclusive
 * @param difficult marked as hard to recognise: neither trained on nor counted by the evaluation
 */
public record GroundTruth(String label, int classId, Box box, boolean difficult) {
  public GroundTruth {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(box, "box");
    if (classId < 1) {
      throw new IllegalArgumentException(
          "class id of '" + label + "' is " + classId + "; object classes start at 1");
    }
  }
}
