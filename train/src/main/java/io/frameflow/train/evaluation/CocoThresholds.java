package io.frameflow.train.evaluation;

/**
 * The numbers of COCO's protocol. They are spelled as the reference tool computes them, for a
 * recall of 7/20 reaches .35 or misses it by the last bit.
 */
final class CocoThresholds {

  /** Detections of one class that count in an image. */
  static final int MOST_DETECTIONS = 100;

  private static final double FIRST_IOU = .5;
  private static final double LAST_IOU = .95;
  private static final int IOUS = 10;
  private static final int RECALLS = 101;

  private CocoThresholds() {}

  /** .5, .55, ..., .95. */
  static double[] ious() {
    double step = (LAST_IOU - FIRST_IOU) / (IOUS - 1);
    double[] ious = new double[IOUS];
    for (int i = 0; i < IOUS; i++) {
      ious[i] = i == IOUS - 1 ? LAST_IOU : i * step + FIRST_IOU;
    }
    return ious;
  }

  /** 0, .01, ..., 1. */
  static double[] recalls() {
    double[] recalls = new double[RECALLS];
    for (int i = 0; i < RECALLS; i++) {
      recalls[i] = i == RECALLS - 1 ? 1 : i * .01;
    }
    return recalls;
  }
}
