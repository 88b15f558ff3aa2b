package io.frameflow.train.ablation.design;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a claim is about: two cells compared seed by seed, so that what a seed does to both falls
 * out.
 *
 * @param name such as "multi-task minus stage-wise"
 */
public record Quantity(
    String name, Cell first, Measure firstMeasure, Cell second, Measure secondMeasure, Unit unit) {

  /** How two figures are compared, and the result is told. */
  public enum Unit {
    /** Points of mAP: 1 point is .01. */
    POINTS(100, "%+.2f points"),
    /** The first over the second. */
    TIMES(1, "%.2f times");

    private final double factor;
    private final String format;

    Unit(double factor, String format) {
      this.factor = factor;
      this.format = format;
    }

    /** The first figure compared with the second. */
    public double compare(double first, double second) {
      return this == POINTS ? first - second : first / second;
    }

    /** A result for people. */
    public String format(double value) {
      return String.format(Locale.ROOT, format, value * factor);
    }
  }

  /** How much better the first cell is. */
  public static Quantity difference(Cell first, Cell second) {
    return of(Unit.POINTS, first, second);
  }

  /** The compared figures of two cells. */
  public static Quantity of(Unit unit, Cell first, Cell second) {
    return new Quantity(
        "%s %s %s, %s"
            .formatted(
                first.label(),
                unit == Unit.POINTS ? "minus" : "over",
                second.label(),
                first.measure().title()),
        first,
        first.measure(),
        second,
        second.measure(),
        unit);
  }

  /**
   * The first cell's figure as a multiple of the second's.
   *
   * @param what the figure is, for people
   */
  public static Quantity ratio(String what, Cell first, Cell second) {
    return ratio(what, first, first.measure(), second, second.measure());
  }

  /** The same for other figures than the compared ones, such as times. */
  public static Quantity ratio(
      String what, Cell first, Measure firstMeasure, Cell second, Measure secondMeasure) {
    return new Quantity(
        "%s over %s, %s".formatted(first.label(), second.label(), what),
        first,
        firstMeasure,
        second,
        secondMeasure,
        Unit.TIMES);
  }

  /** By seed, for the seeds that have both figures. */
  public SortedMap<Long, Double> of(Results results) {
    SortedMap<Long, Double> others = results.of(second.measurement(), secondMeasure);
    SortedMap<Long, Double> bySeed = new TreeMap<>();
    results
        .of(first.measurement(), firstMeasure)
        .forEach(
            (seed, value) -> {
              double compared = unit.compare(value, others.getOrDefault(seed, Double.NaN));
              if (Double.isFinite(compared)) {
                bySeed.put(seed, compared);
              }
            });
    return bySeed;
  }
}
