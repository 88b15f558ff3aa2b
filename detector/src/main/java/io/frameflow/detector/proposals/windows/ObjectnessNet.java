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
   * @param features feature-major, see {@link WindowFeatures}
   * @param stride distance between features of one window in {@code features}
   * @param windows how many windows, at most {@code stride}
   * @param activations scratch, at least {@code windows} long
   * @param scores where the log-odds go, from {@code offset} on
   */
  public void score(
      float[] features, int stride, int windows, float[] activations, float[] scores, int offset) {
    Arrays.fill(scores, offset, offset + windows, outputBias);
    for (int unit = 0; unit < biases.length; unit++) {
      Arrays.fill(activations, 0, windows, biases[unit]);
      for (int k = 0; k < WindowFeatures.COUNT; k++) {
        addScaled(
            features, k * stride, weights[unit * WindowFeatures.COUNT + k], activations, windows);
      }
      float outputWeight = outputWeights[unit];
      for (int i = 0; i < windows; i++) {
        scores[offset + i] += outputWeight * Math.max(0, activations[i]);
      }
    }
  }

  private static void addScaled(float[] from, int offset, float factor, float[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] += factor * from[offset + i];
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
