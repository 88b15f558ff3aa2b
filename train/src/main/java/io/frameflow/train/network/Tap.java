package io.frameflow.train.network;

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
 */
public record Tap(String layer, int stride, int offset, float scale, int channels) {

  /**
   * @throws IllegalArgumentException if the stride is no power of two
   */
  public Tap {
    if (stride < 1 || Integer.bitCount(stride) != 1) {
      throw new IllegalArgumentException(
          "tap " + layer + ": stride " + stride + " is no power of two");
    }
  }

  /** A tap that takes the layer's features as they are. */
  public static Tap of(String layer, int stride, int offset) {
    return new Tap(layer, stride, offset, 1f, 0);
  }

  boolean reduces() {
    return channels > 0;
  }

  String reductionName() {
    return layer + "/tap";
  }
}
