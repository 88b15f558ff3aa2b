package io.frameflow.train.evaluation;

import io.frameflow.detector.boxes.Box;
import java.util.Objects;

/**
 * One detection to be judged against the ground truth.
 *
 * @param imageId the {@code id} of the annotated image
 * @param classId 1..K
 * @param score higher is more certain; only the order matters
 * @param box continuous pixels of the original image, x2 and y2 exclusive
 */
public record ScoredBox(String imageId, int classId, float score, Box box) {
  public ScoredBox {
    Objects.requireNonNull(imageId, "imageId");
    Objects.requireNonNull(box, "box");
    if (classId < 1) {
      throw new IllegalArgumentException(
          "detection in " + imageId + " has class id " + classId + "; classes start at 1");
    }
    if (Float.isNaN(score)) {
      throw new IllegalArgumentException("detection in " + imageId + " has no score (NaN)");
    }
  }
}
