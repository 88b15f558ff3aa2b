package io.frameflow.train.ablation.experiments;

import io.frameflow.train.runs.MetricsLog;
import java.util.List;

/**
 * The loss of both tasks along a run, as the mean of the last steps, and the time it took.
 *
 * @param means after every step; NaN until there are enough steps
 * @param seconds since the beginning, after every step
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record LossCurve(double[] means, double[] seconds) {

  /** Steps of a mean. */
  static final int WINDOW = 20;

  /**
   * When a loss was reached first.
   *
   * @param steps until then, or all where it was not
   * @param seconds of these steps
   */
  record Arrival(boolean reached, int steps, double seconds) {}

  static LossCurve of(List<MetricsLog.Row> rows) {
    double[] means = new double[rows.size()];
    double[] seconds = new double[rows.size()];
    double sum = 0;
    double time = 0;
    for (int i = 0; i < means.length; i++) {
      sum += loss(rows.get(i));
      if (i >= WINDOW) {
        sum -= loss(rows.get(i - WINDOW));
      }
      time += rows.get(i).milliseconds() / 1000;
      means[i] = i < WINDOW - 1 ? Double.NaN : sum / WINDOW;
      seconds[i] = time;
    }
    return new LossCurve(means, seconds);
  }

  /**
   * The mean at the end.
   *
   * @throws IllegalArgumentException if the run is shorter than a mean
   */
  double last() {
    if (means.length < WINDOW) {
      throw new IllegalArgumentException(
          "the run has %d steps, too few for a mean of %d".formatted(means.length, WINDOW));
    }
    return means[means.length - 1];
  }

  /** The first step after which the mean is not above a loss. */
  Arrival arrival(double loss) {
    for (int i = 0; i < means.length; i++) {
      if (means[i] <= loss) {
        return new Arrival(true, i + 1, seconds[i]);
      }
    }
    int steps = means.length;
    return new Arrival(false, steps, steps == 0 ? 0 : seconds[steps - 1]);
  }

  private static double loss(MetricsLog.Row row) {
    return row.result().classLoss() + (double) row.result().boxLoss();
  }
}
