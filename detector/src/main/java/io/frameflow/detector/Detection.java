package io.frameflow.detector;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.BoxVoting;
import java.util.Arrays;
import java.util.Objects;

/**
 * One object found in an image.
 *
 * @param label name of the class
 * @param classId 1..K, position in the manifest's labels plus one
 * @param score 0..1: the probability of that class, less where the model has boxes vote and few
 *     agree
 * @param classProbabilities {@code [K + 1]} softmax output for the region, class 0 is the
 *     background; not to be written to
 * @param box in pixels of the original image, inside it and not empty
 */
@SuppressWarnings("ArrayRecordComponent") // equality by content is defined below
public record Detection(
    String label, int classId, float score, float[] classProbabilities, Box box) {

  /** What a vote made of the detection. */
  Detection after(BoxVoting.Elected elected) {
    return new Detection(label, classId, elected.score(), classProbabilities, elected.box());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Detection detection
        && label.equals(detection.label)
        && classId == detection.classId
        && score == detection.score
        && Arrays.equals(classProbabilities, detection.classProbabilities)
        && box.equals(detection.box);
  }

  @Override
  public int hashCode() {
    return Objects.hash(label, classId, score, Arrays.hashCode(classProbabilities), box);
  }

  @Override
  public String toString() {
    return "%s %.3f %s".formatted(label, score, box);
  }
}
