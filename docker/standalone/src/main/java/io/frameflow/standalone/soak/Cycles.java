package io.frameflow.standalone.soak;

import java.util.List;

/** A part that starts and ends the same thing again and again, and counts how often. */
abstract class Cycles implements SoakPart {
  private final String name;
  private final List<Limit> limits;
  private final long warmUp;
  private final long count;

  /**
   * @param count cycles after the warm-up
   */
  Cycles(String name, List<Limit> limits, long warmUp, long count) {
    this.name = name;
    this.limits = limits;
    this.warmUp = warmUp;
    this.count = count;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final long warmUp() {
    return warmUp;
  }

  @Override
  public final long total() {
    return warmUp + count;
  }

  @Override
  public final List<Limit> limits() {
    return limits;
  }
}
