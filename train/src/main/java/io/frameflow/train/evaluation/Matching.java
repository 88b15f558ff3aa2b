package io.frameflow.train.evaluation;

/** Which truth a detection may be matched to. */
enum Matching {
  /**
   * Pascal VOC: always the truth it overlaps most; if that is taken, the detection is a false
   * positive (Everingham et al., 2010, section 4.4).
   */
  BEST,
  /** COCO: the truth it overlaps most among those that are still free. */
  BEST_FREE
}
