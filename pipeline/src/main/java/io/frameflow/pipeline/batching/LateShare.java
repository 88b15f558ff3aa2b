package io.frameflow.pipeline.batching;

import java.util.BitSet;

/** Which share of the newest frames had its result too late. Read by any thread. */
public final class LateShare {
  private final int window;
  private final BitSet late;
  private int next;
  private int seen;
  private volatile double share;

  /**
   * @param window frames that count, at least 1
   */
  public LateShare(int window) {
    this.window = window;
    this.late = new BitSet(window);
  }

  /** A frame had its result. Called by one thread. */
  public void add(boolean tooLate) {
    late.set(next, tooLate);
    next = (next + 1) % window;
    seen = Math.min(seen + 1, window);
    share = (double) late.cardinality() / seen;
  }

  /** From 0 to 1; 0 before the first frame. */
  public double value() {
    return share;
  }
}
