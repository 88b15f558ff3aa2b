package io.frameflow.detector.proposals.windows;

import java.util.Arrays;

/**
 * A two-layer perceptron from window features to the log-odds that the window holds an object.
 *
 * @param weights {@code [hidden, WindowFeatures.COUNT]}, first layer, followed by ReLU
 * @param biases {@code [hidden]}
 * @param outputWeights {@code [hidden]}
 * @param outputBias added to the output
 */
@SuppressWarnings("ArrayRecordComponent") // equality by content is defined below
public record ObjectnessNet(
    float[] weights, float[] biases, float[] outputWeights, float outputBias) {

  /**
   * @throws IllegalArgumentException if the arrays do not fit together
   */
  public ObjectnessNet {
    if (biases.length == 0
        || weights.length != biases.length * WindowFeatures.COUNT
        || outputWeights.length != biases.length) {
      throw new IllegalArgumentException(
          "an objectness net of %d hidden units needs %d weights and %d output weights, not %d and %d"
              .formatted(
                  biases.length,
                  biases.length * WindowFeatures.COUNT,
                  biases.length,
                  weights.length,
                  outputWeights.length));
    }
  }

  /**
   * Scores windows.
   *
   * @param features {@code [WindowFeatures.COUNT][windows]}; rows may be longer
   * @param windows how many
   * @param activations scratch, at least {@code windows} long
   * @param scores {@code [windows]}, where the log-odds go; may be longer
   */
  public void score(float[][] features, int windows, float[] activations, float[] scores) {
    Arrays.fill(scores, 0, windows, outputBias);
    for (int unit = 0; unit < biases.length; unit++) {
      Arrays.fill(activations, 0, windows, biases[unit]);
      int w = unit * WindowFeatures.COUNT;
      int k = 0;
      for (; k + 3 < WindowFeatures.COUNT; k += 4) {
        addFour(
            features[k],
            features[k + 1],
            features[k + 2],
            features[k + 3],
            w + k,
            activations,
            windows);
      }
      for (; k < WindowFeatures.COUNT; k += 2) {
        addTwo(features[k], features[k + 1], w + k, activations, windows);
      }
      // a + |a| is twice the ReLU; unlike Math.max it becomes SIMD code.
      float half = outputWeights[unit] / 2;
      for (int i = 0; i < windows; i++) {
        scores[i] += half * (activations[i] + Math.abs(activations[i]));
      }
    }
  }

  /**
   * Four rows at a time save most loads and stores of the sums. Each row is an array of its own:
   * with offsets into one array the compiler makes no SIMD code.
   */
  private void addFour(float[] a, float[] b, float[] c, float[] d, int w, float[] sums, int count) {
    float factorA = weights[w];
    float factorB = weights[w + 1];
    float factorC = weights[w + 2];
    float factorD = weights[w + 3];
    for (int i = 0; i < count; i++) {
      sums[i] = sums[i] + (factorA * a[i] + factorB * b[i]) + (factorC * c[i] + factorD * d[i]);
    }
  }

  private void addTwo(float[] a, float[] b, int w, float[] sums, int count) {
    float factorA = weights[w];
    float factorB = weights[w + 1];
    for (int i = 0; i < count; i++) {
      sums[i] += factorA * a[i] + factorB * b[i];
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectnessNet net
        && Arrays.equals(weights, net.weights)
        && Arrays.equals(biases, net.biases)
        && Arrays.equals(outputWeights, net.outputWeights)
        && outputBias == net.outputBias;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(weights) * 31 + Arrays.hashCode(biases);
  }

  @Override
  public String toString() {
    return "ObjectnessNet[" + biases.length + " hidden units]";
  }
}
