package io.frameflow.train.svm;

import io.frameflow.train.regions.RegionClassifier;
import java.util.List;

/**
 * One linear classifier per class: {@code margin = weights . features + bias}, above 0 for what the
 * class shows, and beyond 1 and -1 without doubt.
 */
public final class LinearSvms implements RegionClassifier {

  /**
   * A region this far on the wrong side is no detection, as R-CNN tested. The negatives that it was
   * trained with lie about -1; a ranking that ends there ends before its last true detections.
   */
  static final float FLOOR = -1.5f;

  private final List<ClassSvm> classes;

  /**
   * The classifier of one class.
   *
   * @param weights {@code [D]}, of features as the network gives them
   */
  @SuppressWarnings("ArrayRecordComponent") // read only, never compared
  record ClassSvm(String label, float bias, float[] weights) {

    float margin(float[] features, int from) {
      double sum = bias;
      for (int i = 0; i < weights.length; i++) {
        sum += (double) weights[i] * features[from + i];
      }
      return (float) sum;
    }
  }

  /**
   * @throws IllegalArgumentException if there is no class, or not all have weights for the same
   *     features
   */
  LinearSvms(List<ClassSvm> classes) {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("there is no class");
    }
    for (ClassSvm svm : classes) {
      if (svm.weights().length != classes.get(0).weights().length) {
        throw new IllegalArgumentException(
            "class %s has %d weights, but class %s has %d"
                .formatted(
                    svm.label(),
                    svm.weights().length,
                    classes.get(0).label(),
                    classes.get(0).weights().length));
      }
    }
    this.classes = List.copyOf(classes);
  }

  /** The classes in the order of the margins. */
  public List<String> labels() {
    return classes.stream().map(ClassSvm::label).toList();
  }

  @Override
  public float[] margins(float[] features) {
    float[] margins = new float[classes.size()];
    for (int k = 0; k < margins.length; k++) {
      margins[k] = classes.get(k).margin(features, 0);
    }
    return margins;
  }

  @Override
  public int featureSize() {
    return classes.get(0).weights().length;
  }

  @Override
  public float floor() {
    return FLOOR;
  }
}
