package io.frameflow.train.network;

/** Names of the sibling heads' layers. */
public final class HeadNames {

  /** Class scores. */
  public static final String CLASSES = "cls_score";

  /** Box deltas. */
  public static final String BOXES = "bbox_pred";

  private HeadNames() {}
}
