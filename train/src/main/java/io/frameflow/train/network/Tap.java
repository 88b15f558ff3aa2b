package io.frameflow.train.network;

import io.frameflow.detector.pooling.RoiBinning;

/**
 * A feature map that the RoIs are pooled from.
 *
 * @param layer the backbone layer whose output is taken
 * @param stride input pixels per cell, a power of two
 * @param offset index of the input pixel at the centre of cell 0's receptive field: an RoI is
 *     shifted by it before it is laid over the cells
 * @param scale factor for the features before the reduction, so that maps whose activations differ
 *     in size by an order of magnitude reach the heads alike
 * @param channels output channels of a 1x1 convolution with ReLU (named {@code layer/tap}), or 0 to
 *     take the features as they are
 * @param bins how an RoI is divided
 */
public record Tap(String layer, int stride, int offset, float scale, int channels, RoiBins bins) {

  /**
   * @throws IllegalArgumentException if the stride is no power of two
   */
  public Tap {
    if (stride < 1 || Integer.bitCount(stride) != 1) {
      throw new IllegalArgumentException(
          "tap " + layer + ": stride " + stride + " is no power of two");
    }
  }

  /** A tap with 7x7 bins. */
  public Tap(String layer, int stride, int offset, float scale, int channels) {
    this(layer, stride, offset, scale, channels, RoiBins.SEVEN);
  }

  /** A tap that takes the layer's features as they are. */
  public static Tap of(String layer, int stride, int offset) {
    return new Tap(layer, stride, offset, 1f, 0);
  }

  /**
   * A tap as Caffe pools: features as they are, and cell 0 at pixel 0 whatever its receptive field.
   *
   * @param bins along each axis
   */
  public static Tap caffe(String layer, int stride, int bins) {
    return new Tap(layer, stride, 0, 1f, 0, new RoiBins(bins, true));
  }

  /** The same place with another reduction, 0 for none. */
  public Tap withChannels(int newChannels) {
    return new Tap(layer, stride, offset, scale, newChannels, bins);
  }

  /** How an RoI is divided over the map. */
  public RoiBinning binning() {
    return new RoiBinning(stride, offset, bins.count(), bins.reachBeyondMap());
  }

  boolean reduces() {
    return channels > 0;
  }

  String reductionName() {
    return layer + "/tap";
  }
}
