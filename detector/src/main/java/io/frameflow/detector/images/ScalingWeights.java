package io.frameflow.detector.images;

/** Which source pixels make a target pixel of a triangle filter, along one axis. */
final class ScalingWeights {

  /** Weights are integers of this many bits. */
  static final int BITS = 14;

  private final int source;
  private final int taps;

  /** Index of the first source pixel per target pixel. */
  private final int[] first;

  /** {@code [target, taps]}, summing up to 2^14 per target pixel; unused ones at the end are 0. */
  private final int[] weights;

  private ScalingWeights(int source, int taps, int[] first, int[] weights) {
    this.source = source;
    this.taps = taps;
    this.first = first;
    this.weights = weights;
  }

  static ScalingWeights of(int source, int target) {
    double ratio = (double) source / target;
    double support = Math.max(1, ratio);
    int taps = (int) Math.ceil(support) * 2 + 1;
    int[] first = new int[target];
    int[] weights = new int[target * taps];
    double[] raw = new double[taps];
    for (int i = 0; i < target; i++) {
      double centre = (i + 0.5) * ratio - 0.5;
      int low = (int) Math.max(0, Math.floor(centre - support) + 1);
      int high = (int) Math.min(source - 1, Math.ceil(centre + support) - 1);
      double sum = 0;
      for (int j = low; j <= high; j++) {
        raw[j - low] = Math.max(0, 1 - Math.abs(j - centre) / support);
        sum += raw[j - low];
      }
      first[i] = low;
      double done = 0;
      int spent = 0;
      for (int j = 0; j <= high - low; j++) {
        // rounding the running sum keeps the total exact
        done += raw[j] / sum;
        int upTo = (int) Math.round(done * (1 << BITS));
        weights[i * taps + j] = upTo - spent;
        spent = upTo;
      }
    }
    return new ScalingWeights(source, taps, first, weights);
  }

  /** These weights if they are the ones for this pair of sizes, else new ones. */
  ScalingWeights reuseOr(int newSource, int target) {
    return newSource == source && target == first.length ? this : of(newSource, target);
  }

  /** Weights per target pixel. */
  int taps() {
    return taps;
  }

  int first(int target) {
    return first[target];
  }

  int weight(int target, int tap) {
    return weights[target * taps + tap];
  }
}
