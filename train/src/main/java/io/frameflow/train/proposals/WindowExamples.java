package io.frameflow.train.proposals;

import io.frameflow.detector.proposals.windows.WindowFeatures;
import java.util.Arrays;

/** Described windows with the answer that the scorer should give, in growing flat arrays. */
final class WindowExamples {

  private final float[][] features = new float[WindowFeatures.COUNT][1024];
  private float[] targets = new float[1024];
  private int size;

  /**
   * Adds a window.
   *
   * @param window {@code [x1, y1, x2, y2]} at {@code at}, working pixels
   * @param target 1 for an object, 0 for none
   */
  void add(WindowFeatures describer, float[] window, int at, float target) {
    if (size == targets.length) {
      targets = Arrays.copyOf(targets, 2 * size);
      for (int k = 0; k < features.length; k++) {
        features[k] = Arrays.copyOf(features[k], 2 * size);
      }
    }
    describer.describe(window[at], window[at + 1], window[at + 2], window[at + 3], features, size);
    targets[size++] = target;
  }

  int size() {
    return size;
  }

  /** Feature {@code k} of example {@code i}. */
  float feature(int i, int k) {
    return features[k][i];
  }

  float target(int i) {
    return targets[i];
  }
}
