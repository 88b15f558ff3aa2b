package io.frameflow.detector;

import static io.frameflow.detector.PrecisionChoice.DELTA_TOLERANCE;
import static io.frameflow.detector.PrecisionChoice.PROBABILITY_TOLERANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.PrecisionChoice.Reason;
import org.junit.jupiter.api.Test;

class PrecisionChoiceTest {

  @Test
  void theFasterOneIsTaken() {
    assertChoice(30, 10, 0, 0, Precision.BF16, Reason.FASTER);
    assertChoice(110, 100, 0, 0, Precision.BF16, Reason.FASTER);
    assertChoice(109, 100, 0, 0, Precision.FP32, Reason.NOT_FASTER);
    assertChoice(10, 30, 0, 0, Precision.FP32, Reason.NOT_FASTER);
  }

  @Test
  void anotherAnswerIsNotTakenForSpeed() {
    assertChoice(30, 10, PROBABILITY_TOLERANCE, DELTA_TOLERANCE, Precision.BF16, Reason.FASTER);
    assertChoice(
        30, 10, Math.nextUp(PROBABILITY_TOLERANCE), 0, Precision.FP32, Reason.OUTPUTS_DIFFER);
    assertChoice(30, 10, 0, Math.nextUp(DELTA_TOLERANCE), Precision.FP32, Reason.OUTPUTS_DIFFER);
  }

  private static void assertChoice(
      long fp32, long bf16, float probability, float delta, Precision precision, Reason reason) {
    PrecisionMeasurement measured = new PrecisionMeasurement(fp32, bf16, probability, delta);
    PrecisionChoice choice = PrecisionChoice.of(measured);
    assertThat(choice.precision()).isEqualTo(precision);
    assertThat(choice.reason()).isEqualTo(reason);
    assertThat(choice.measurement()).contains(measured);
  }
}
