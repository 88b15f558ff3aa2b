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

  /** RoI pooling's output is this many bins wide and high, unless a tap says otherwise. */
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
    if (taps.stream().map(tap -> tap.bins().count()).distinct().count() > 1) {
      throw new IllegalArgumentException("all taps must have the same number of bins: " + taps);
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

  /** RoI pooling's output is this many bins wide and high. */
  public int bins() {
    return taps.get(0).bins().count();
  }

  /**
   * Cells along one side of a tap's map.
   *
   * @param pixels of the network's input along that side
   */
  public int cells(Tap tap, int pixels) {
    return backbone.cells(tap.layer(), pixels);
  }

  /**
   * The most cells along one side of an RoI.
   *
   * @param pixels of the network's input along that side
   */
  public int largestRoi(Tap tap, int pixels) {
    // Both edges of an RoI are rounded to a cell, the last of which may lie beyond the map.
    return tap.bins().reachBeyondMap() ? pixels / tap.stride() + 2 : cells(tap, pixels);
  }

  /** The name of a fully connected layer, counted from 0. */
  public static String hiddenName(int index) {
    return "fc" + (FIRST_HIDDEN + index);
  }
}
