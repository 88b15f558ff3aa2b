package io.frameflow.pipeline.waiting;

/** Takes the frames that leave the queues without the model, in the order per camera. */
public interface Resolved {
  /** A valid frame that is given up. */
  void dropped(PendingFrame frame, Drop why);

  /** A refused frame before which nothing of its camera waits any more. */
  void refused(PendingFrame frame);
}
