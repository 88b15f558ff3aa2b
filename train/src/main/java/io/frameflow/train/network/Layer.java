package io.frameflow.train.network;

/**
 * One step of a backbone, as data. {@link BackboneGraph} turns it into operations.
 *
 * <p>A layer's name names its weights ({@code name.weight}, {@code name.bias}) and its output.
 */
public sealed interface Layer {

  /** Unique within a backbone. */
  String name();

  /** Where a window may reach over the edge of its input. */
  enum Padding {
    /** Output size is input size over stride, rounded up; the missing cells count as nothing. */
    SAME,
    /** Windows stay inside the input. */
    VALID
  }

  /**
   * A convolution with bias and ReLU.
   *
   * @param kernel side of the square kernel, in cells
   * @param stride step between outputs, in cells
   * @param channels output channels
   */
  record Convolution(String name, int kernel, int stride, int channels, Padding padding)
      implements Layer {}

  /**
   * Max pooling.
   *
   * @param kernel side of the square window, in cells
   * @param stride step between windows, in cells
   */
  record MaxPooling(String name, int kernel, int stride, Padding padding) implements Layer {}

  /**
   * SqueezeNet's fire module (Iandola et al. 2016, section 3.2): a 1x1 convolution that squeezes,
   * then 1x1 and 3x3 convolutions side by side, joined along the channels.
   *
   * <p>Its convolutions are named {@code name/conv1x1_1}, {@code name/conv1x1_2} and {@code
   * name/conv3x3_2}, as in the published network.
   *
   * @param squeeze channels of the first convolution
   * @param expand channels of each of the other two
   */
  record Fire(String name, int squeeze, int expand) implements Layer {}

  /** Multiplication by a constant, which brings values to a like size. */
  record Scale(String name, float factor) implements Layer {}
}
