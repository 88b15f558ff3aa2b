package io.frameflow.train.ablation;

import java.util.Locale;

/** Foretells the end from what the work so far took, compared with what it was thought to take. */
final class TimeLeft {

  private static final double SECONDS_PER_MINUTE = 60;

  private double remaining;
  private double done;
  private double seconds;

  /**
   * @param cost of all work that is to be done
   */
  TimeLeft(double cost) {
    remaining = cost;
  }

  /** Some work is done. */
  void done(double cost, double tookSeconds) {
    remaining = Math.max(0, remaining - cost);
    done += cost;
    seconds += tookSeconds;
  }

  /** For people; empty while nothing is known. */
  String words() {
    return done == 0
        ? ""
        : String.format(
            Locale.ROOT, ", about %.0f min left", remaining * seconds / done / SECONDS_PER_MINUTE);
  }
}
