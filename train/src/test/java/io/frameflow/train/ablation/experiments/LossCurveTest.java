package io.frameflow.train.ablation.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.train.runs.MetricsLog;
import io.frameflow.train.solver.StepResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossCurveTest {

  /** Losses 30, 29, ..., 1: the mean of the last 20 after step n is 30 - n + 10.5. */
  @Test
  void theTimeToALossIsThatOfTheFirstMeanNotAboveIt() {
    LossCurve curve = LossCurve.of(falling(30, 500));

    assertThat(curve.last()).isCloseTo(10.5, within(1e-6));
    LossCurve.Arrival arrival = curve.arrival(15.5);
    assertThat(arrival.reached()).isTrue();
    assertThat(arrival.steps()).isEqualTo(25);
    assertThat(arrival.seconds()).isCloseTo(12.5, within(1e-6));
    assertThat(curve.arrival(100).steps()).as("no mean before 20 steps").isEqualTo(20);
  }

  @Test
  void aLossThatIsNotReachedTakesAllSteps() {
    LossCurve.Arrival arrival = LossCurve.of(falling(30, 500)).arrival(10.4);
    assertThat(arrival.reached()).isFalse();
    assertThat(arrival.steps()).isEqualTo(30);
    assertThat(arrival.seconds()).isCloseTo(15, within(1e-6));
  }

  @Test
  void aRunWithoutAWholeMeanIsRefused() {
    LossCurve curve = LossCurve.of(falling(19, 500));
    assertThatThrownBy(curve::last).hasMessage("the run has 19 steps, too few for a mean of 20");
  }

  /** A third of the loss is the boxes'. */
  private static List<MetricsLog.Row> falling(int steps, float millis) {
    List<MetricsLog.Row> rows = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      float loss = steps - i;
      rows.add(new MetricsLog.Row(i, .1f, new StepResult(loss * 2 / 3, loss / 3, 1, 1), millis));
    }
    return rows;
  }
}
