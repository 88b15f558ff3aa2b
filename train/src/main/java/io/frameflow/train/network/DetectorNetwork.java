package io.frameflow.train.network;

import java.util.List;

/**
 * A whole Fast R-CNN network, as data: a backbone, the feature maps its RoIs are pooled from, fully
 * connected layers and the number of classes. The sibling heads follow from these.
 *
 * @param hiddenSizes widths of the fully connected layers fc6, fc7, ...
 * @param classes object classes K, without background
 */
public record DetectorNetwork(
    Backbone backbone, List<Tap> taps, List<Integer> hiddenSizes, int classes) {

  /** RoI pooling's output is this many bins wide and high. */
  public static final int BINS = 7;

  /** The first fully connected layer is called fc6, as in the paper's networks. */
  private static final int FIRST_HIDDEN = 6;

  /**
   * @throws IllegalArgumentException if there is no tap, no class, or a tap of an unknown layer
   */
  public DetectorNetwork {
    taps = List.copyOf(taps);
    hiddenSizes = List.copyOf(hiddenSizes);
    if (taps.isEmpty()) {
      throw new IllegalArgumentException("a detector needs at least one tap");
    }
    if (classes < 1) {
      throw new IllegalArgumentException("a detector needs at least one class");
    }
    for (Tap tap : taps) {
      if (backbone.layers().stream().noneMatch(layer -> layer.name().equals(tap.layer()))) {
        throw new IllegalArgumentException(
            "backbone " + backbone.name() + " has no layer " + tap.layer() + " to tap");
      }
    }
  }

  /** Outputs of the classification head: K + 1. */
  public int outputs() {
    return classes + 1;
  }

  static String hiddenName(int index) {
    return "fc" + (FIRST_HIDDEN + index);
  }
}
