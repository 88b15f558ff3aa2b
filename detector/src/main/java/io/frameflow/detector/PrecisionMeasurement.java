package io.frameflow.detector;

/**
 * One model in both number formats on one input.
 *
 * @param fp32Nanos fastest call in 32-bit floating point, nanoseconds
 * @param bf16Nanos fastest call with products in bfloat16
 * @param probabilityDifference largest difference between the two of any class probability of any
 *     region, 0..1
 * @param deltaDifference largest difference of any box delta; dx and dy are parts of the region's
 *     side, dw and dh logarithms of a ratio
 */
public record PrecisionMeasurement(
    long fp32Nanos, long bf16Nanos, float probabilityDifference, float deltaDifference) {

  /** How many times as fast bfloat16 is: above 1 it gains. */
  public double speedUp() {
    return (double) fp32Nanos / bf16Nanos;
  }

  @Override
  public String toString() {
    return "fp32 %.1f ms, bf16 %.1f ms, probabilities differ by %.4f, box deltas by %.4f"
        .formatted(fp32Nanos / 1e6, bf16Nanos / 1e6, probabilityDifference, deltaDifference);
  }
}
