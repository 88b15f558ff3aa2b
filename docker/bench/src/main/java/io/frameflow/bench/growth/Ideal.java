package io.frameflow.bench.growth;

/** How a figure would follow the amount of work if nothing got in its way. */
public enum Ideal {
  /** A cost in proportion to the work, such as the milliseconds of a frame by its pixels. */
  COST,
  /** A yield in proportion to the means, such as frames a second by task slots. */
  YIELD,
  /** A yield that the work does not change, such as frames a second by cameras of the same load. */
  LEVEL;

  /**
   * The figure's growth by unit of work: 1 where it grows as it should.
   *
   * @param timesFigure figure over the first row's
   * @param timesWork work over the first row's
   */
  double perUnit(double timesFigure, double timesWork) {
    return this == LEVEL ? timesFigure : timesFigure / timesWork;
  }

  /** What is left of the ideal, above 1 where it is better: a cost is better when it is small. */
  double efficiency(double perUnit) {
    return this == COST ? 1 / perUnit : perUnit;
  }
}
