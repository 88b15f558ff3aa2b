package io.frameflow.detector;

import java.util.Optional;

/**
 * The number format that a model is served in, and why.
 *
 * @param precision {@link Precision#FP32} or {@link Precision#BF16}
 * @param measurement of both, where both were tried and worked
 */
public record PrecisionChoice(
    Precision precision, Reason reason, Optional<PrecisionMeasurement> measurement) {

  /**
   * The most that a class probability may change. The score thresholds of a detector lie where
   * precision and recall do not move much within a twentieth; what moves further has another
   * answer, not a rounded one.
   */
  static final float PROBABILITY_TOLERANCE = .05f;

  /**
   * The most that a box delta may change. A twentieth of the region's side in all four edges still
   * leaves an IoU of .8 with the box that was meant, well above the .5 that counts as found.
   */
  static final float DELTA_TOLERANCE = .05f;

  /** Below a tenth, clock speeds and neighbours decide, and each start would choose anew. */
  static final double LEAST_SPEED_UP = 1.1;

  /** Why a format was chosen. */
  public enum Reason {
    REQUESTED("it was asked for"),
    ON_A_GPU("the network runs on a GPU, where TensorFlow rewrites nothing"),
    NO_MATRIX_PRODUCTS("the network has no matrix products"),
    NOT_IN_HARDWARE("the processor has no bfloat16 instructions"),
    FASTER("bf16 is faster"),
    NOT_FASTER("bf16 is not a tenth faster"),
    OUTPUTS_DIFFER("bf16 changes the network's answers"),
    BF16_FAILS("the network fails in bf16");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Without a measurement. */
  static PrecisionChoice untried(Precision precision, Reason reason) {
    return new PrecisionChoice(precision, reason, Optional.empty());
  }

  /** Bfloat16 where it is faster and its answers are the same within the tolerances. */
  static PrecisionChoice of(PrecisionMeasurement measurement) {
    Reason reason = reason(measurement);
    return new PrecisionChoice(
        reason == Reason.FASTER ? Precision.BF16 : Precision.FP32,
        reason,
        Optional.of(measurement));
  }

  private static Reason reason(PrecisionMeasurement measurement) {
    if (measurement.probabilityDifference() > PROBABILITY_TOLERANCE
        || measurement.deltaDifference() > DELTA_TOLERANCE) {
      return Reason.OUTPUTS_DIFFER;
    }
    return measurement.speedUp() >= LEAST_SPEED_UP ? Reason.FASTER : Reason.NOT_FASTER;
  }

  @Override
  public String toString() {
    return "%s, for %s%s"
        .formatted(precision, reason, measurement.map(it -> " (" + it + ")").orElse(""));
  }
}
