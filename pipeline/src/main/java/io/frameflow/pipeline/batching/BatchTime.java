package io.frameflow.pipeline.batching;

/**
 * How long a batch will take, from those that ran: an exponentially weighted mean of the time per
 * frame. A fixed cost per batch is not told apart, so small samples make large batches look slower
 * than they are, never faster.
 */
public final class BatchTime {
  /** Of the newest batch; a change of load shows after some ten batches. */
  private static final double WEIGHT = .2;

  private double nanosPerFrame = Double.NaN;

  /** A batch of at least one frame took so long, from its start to its results. */
  public void ran(int frames, long nanos) {
    double perFrame = (double) nanos / frames;
    nanosPerFrame =
        Double.isNaN(nanosPerFrame)
            ? perFrame
            : nanosPerFrame + WEIGHT * (perFrame - nanosPerFrame);
  }

  /** Expected time of a batch in nanoseconds; 0 before the first has run. */
  public long nanos(int frames) {
    return Double.isNaN(nanosPerFrame) ? 0 : Math.round(nanosPerFrame * frames);
  }
}
