package io.frameflow.train.network;

import java.util.Random;

/**
 * How a weight starts.
 *
 * @param deviation standard deviation of a normal distribution cut at twice its width; 0 for zeros
 */
public record Initialization(double deviation) {

  /** Zeros, for biases. */
  public static final Initialization ZERO = new Initialization(0);

  private static final double CUT = 2;

  /** Cutting at two deviations narrows the distribution to this part of its width. */
  private static final double CUT_DEVIATION = 0.8796;

  /** For layers followed by a ReLU (He et al. 2015): variance 2 over the inputs of one output. */
  public static Initialization relu(int inputs) {
    return new Initialization(Math.sqrt(2.0 / inputs));
  }

  /** Draws {@code size} values; the same random state gives the same values. */
  public float[] draw(int size, Random random) {
    float[] values = new float[size];
    if (deviation == 0) {
      return values;
    }
    for (int i = 0; i < size; i++) {
      double value = random.nextGaussian();
      while (Math.abs(value) > CUT) {
        value = random.nextGaussian();
      }
      values[i] = (float) (value * deviation / CUT_DEVIATION);
    }
    return values;
  }
}
