package io.frameflow.train.sampling;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.BoxDeltas;

/**
 * The regression targets as the loss sees them: deltas with mean 0, divided by fixed deviations so
 * that they have about unit variance (Fast R-CNN, section 2.3). An exported model must multiply its
 * outputs by the deviations again.
 */
public final class BoxTargets {
  private static final float[] DEVIATIONS = {.1f, .1f, .2f, .2f};

  private BoxTargets() {}

  /** [4] the deviations of dx, dy, dw, dh. */
  public static float[] deviations() {
    return DEVIATIONS.clone();
  }

  /** Writes the four normalised targets of a RoI to {@code out[at..at+3]}. */
  static void encode(Box roi, Box object, float[] out, int at) {
    float[] deltas = BoxDeltas.encode(roi, object);
    for (int i = 0; i < BoxDeltas.SIZE; i++) {
      out[at + i] = deltas[i] / DEVIATIONS[i];
    }
  }
}
