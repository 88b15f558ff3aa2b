package io.frameflow.train.network;

/**
 * One step of a backbone, as data. {@link BackboneGraph} turns it into operations.
 *
 * <p>A layer's name names its weights ({@code name.weight}, {@code name.bias}) and its output.
 */
public sealed interface Layer {

  /** Unique within a backbone. */
  String name();

  /** Cells along one side of the output, for an input of {@code size} cells along it. */
  int outputSize(int size);

  /** Where a window may reach over the edge of its input. */
  enum Padding {
    /** Output size is input size over stride, rounded up; the missing cells count as nothing. */
    SAME,
    /** Windows stay inside the input. */
    VALID;

    int outputSize(int size, int kernel, int stride) {
      return this == SAME ? (size + stride - 1) / stride : (size - kernel) / stride + 1;
    }
  }

  /**
   * A convolution with bias and ReLU.
   *
   * @param kernel side of the square kernel, in cells
   * @param stride step between outputs, in cells
   * @param channels output channels
   */
  record Convolution(String name, int kernel, int stride, int channels, Padding padding)
      implements Layer {
    @Override
    public int outputSize(int size) {
      return padding.outputSize(size, kernel, stride);
    }
  }

  /**
   * Max pooling.
   *
   * @param kernel side of the square window, in cells
   * @param stride step between windows, in cells
   */
  record MaxPooling(String name, int kernel, int stride, Padding padding) implements Layer {
    @Override
    public int outputSize(int size) {
      return padding.outputSize(size, kernel, stride);
    }
  }

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
  record Fire(String name, int squeeze, int expand) implements Layer {
    @Override
    public int outputSize(int size) {
      return size;
    }
  }

  /** Multiplication by a constant, which brings values to a like size. */
  record Scale(String name, float factor) implements Layer {
    @Override
    public int outputSize(int size) {
      return size;
    }
  }

  /**
   * A convolution with bias and ReLU, padded and grouped as Caffe does it. Output size is {@code
   * (size + 2 pad - kernel) / stride + 1}, rounded down.
   *
   * @param kernel side of the square kernel, in cells
   * @param stride step between outputs, in cells
   * @param pad cells of zeros on every side
   * @param groups parts of the channels that do not see each other: the i-th part of the output is
   *     made from the i-th part of the input alone
   * @param channels output channels
   */
  record CaffeConvolution(String name, int kernel, int stride, int pad, int groups, int channels)
      implements Layer {
    @Override
    public int outputSize(int size) {
      return (size + 2 * pad - kernel) / stride + 1;
    }
  }

  /**
   * Max pooling whose output size is rounded up, as Caffe does it: {@code (size + 2 pad - kernel) /
   * stride + 1}. What lies beyond the edges counts as nothing.
   *
   * @param kernel side of the square window, in cells
   * @param stride step between windows, in cells
   * @param pad cells by which the first window starts before the edge
   */
  record CaffeMaxPooling(String name, int kernel, int stride, int pad) implements Layer {
    /**
     * @throws IllegalArgumentException if a window could lie beyond the edge as a whole
     */
    public CaffeMaxPooling {
      if (pad >= kernel || kernel < stride + pad) {
        throw new IllegalArgumentException(
            "pooling %s: windows of %d cells every %d with %d beyond the edge would be empty"
                .formatted(name, kernel, stride, pad));
      }
    }

    @Override
    public int outputSize(int size) {
      return (size + 2 * pad - kernel + stride - 1) / stride + 1;
    }
  }

  /**
   * Local response normalisation across channels (Krizhevsky et al. 2012, section 3.3), in Caffe's
   * terms: {@code x / (bias + alpha / size * sum of squares)^beta}, the sum over the {@code size}
   * channels around x.
   *
   * @param size number of channels, odd
   */
  record LocalResponseNormalization(String name, int size, float alpha, float beta, float bias)
      implements Layer {
    @Override
    public int outputSize(int cells) {
      return cells;
    }
  }

  /**
   * A depthwise separable convolution (Howard et al. 2017, section 3.1): one kernel per channel,
   * then a 1x1 convolution, each with bias and ReLU. Where the output has the input's shape, the
   * input is added to it, which lets gradients past the block while it starts from scratch.
   *
   * <p>Its convolutions are named {@code name/depthwise} and {@code name/pointwise}.
   *
   * @param kernel side of the square kernels, in cells
   * @param stride step between outputs, in cells
   * @param channels output channels
   */
  record Separable(String name, int kernel, int stride, int channels) implements Layer {
    @Override
    public int outputSize(int size) {
      return Padding.SAME.outputSize(size, kernel, stride);
    }
  }
}
