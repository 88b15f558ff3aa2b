package io.frameflow.train.network;

import java.util.List;

/**
 * A network that Fast R-CNN was published with (section 4.1 of the paper), as data.
 *
 * @param size S, M or L, as the paper calls it
 * @param backbone up to its last convolution
 * @param tap where RoIs are pooled
 * @param hiddenSizes widths of fc6 and fc7
 * @param frozen layers that fine-tuning leaves as they are, by the start of their names
 */
public record PaperNetwork(
    String size, Backbone backbone, Tap tap, List<Integer> hiddenSizes, List<String> frozen) {

  public PaperNetwork {
    hiddenSizes = List.copyOf(hiddenSizes);
    frozen = List.copyOf(frozen);
  }

  /** The network for a number of classes. */
  public DetectorNetwork network(int classes) {
    return new DetectorNetwork(backbone, List.of(tap), hiddenSizes, classes);
  }
}
