package io.frameflow.standalone.soak;

import java.util.List;
import java.util.Locale;

/**
 * How much a quantity may grow.
 *
 * @param quantity what is limited
 * @param growth what counts as its growth
 * @param allowed the most: a part of the level after warm-up, or a number for counts
 */
record Limit(Quantity quantity, Growth growth, double allowed) {

  /** Frames to which a slope is related. */
  private static final long SLOPE_UNITS = 10_000;

  /** What counts as growth. */
  enum Growth {
    /** Level at the end less level after warm-up, as a part of the latter. */
    IN_ALL,
    /** The same, as a number: for things that are counted. */
    COUNT,
    /** The trend over 10,000 units, as a part of the level after warm-up. */
    PER_10_000
  }

  static Limit inAll(Quantity quantity, double part) {
    return new Limit(quantity, Growth.IN_ALL, part);
  }

  static Limit count(Quantity quantity, long more) {
    return new Limit(quantity, Growth.COUNT, more);
  }

  static Limit perTenThousand(Quantity quantity, double part) {
    return new Limit(quantity, Growth.PER_10_000, part);
  }

  /** Measures samples taken after warm-up; of too few, no limit holds. */
  Finding check(List<MemorySample> samples) {
    double start = Trend.start(quantity, samples);
    double end = Trend.end(quantity, samples);
    double grown =
        switch (growth) {
          case IN_ALL -> part(end - start, start);
          case COUNT -> end - start;
          case PER_10_000 -> part(Trend.slope(quantity, samples) * SLOPE_UNITS, start);
        };
    boolean holds = samples.size() >= Trend.LEAST_SAMPLES && grown <= allowed;
    return new Finding(this, start, end, grown, holds);
  }

  private static double part(double more, double level) {
    return level == 0 ? (more > 0 ? Double.POSITIVE_INFINITY : 0) : more / level;
  }

  /** A growth as it is written beside this limit. */
  String shown(double grown) {
    return switch (growth) {
      case IN_ALL -> String.format(Locale.ROOT, "%+.2f %%", 100 * grown);
      case COUNT -> String.format(Locale.ROOT, "%+.0f", grown);
      case PER_10_000 -> String.format(Locale.ROOT, "%+.2f %% per 10,000", 100 * grown);
    };
  }

  /**
   * A limit with what was measured against it.
   *
   * @param start level after warm-up
   * @param end level at the end
   * @param grown in the limit's own terms
   * @param holds whether it is within the limit
   */
  record Finding(Limit limit, double start, double end, double grown, boolean holds) {}
}
