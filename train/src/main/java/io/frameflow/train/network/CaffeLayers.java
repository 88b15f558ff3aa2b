package io.frameflow.train.network;

import io.frameflow.train.network.BackboneGraph.FeatureMap;
import io.frameflow.train.network.Layer.CaffeConvolution;
import io.frameflow.train.network.Layer.CaffeMaxPooling;
import io.frameflow.train.network.Layer.LocalResponseNormalization;
import io.frameflow.train.network.Layer.Padding;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Caffe's layers from TensorFlow's operations, equal to the letter: the two disagree about padding,
 * rounding, groups and the meaning of alpha.
 */
final class CaffeLayers {

  private static final int CHANNEL_AXIS = 3;

  private final Ops tf;

  CaffeLayers(Ops tf) {
    this.tf = tf;
  }

  FeatureMap convolution(CaffeConvolution layer, WeightSource weights, FeatureMap input) {
    int kernel = layer.kernel();
    int inputs = input.channels() / layer.groups();
    Operand<TFloat32> filter =
        weights.weight(
            layer.name() + ".weight",
            Initialization.relu(kernel * kernel * inputs),
            kernel,
            kernel,
            inputs,
            layer.channels());
    Operand<TFloat32> bias =
        weights.weight(layer.name() + ".bias", Initialization.ZERO, layer.channels());
    // Where both mean the same, TensorFlow pads in the convolution itself.
    boolean same = layer.stride() == 1 && kernel == 2 * layer.pad() + 1;
    Operand<TFloat32> padded =
        same || layer.pad() == 0
            ? input.features()
            : padded(input.features(), layer.pad(), layer.pad(), 0f);
    Padding padding = same ? Padding.SAME : Padding.VALID;
    Operand<TFloat32> sums = grouped(layer, padded, filter, padding);
    return new FeatureMap(tf.nn.relu(tf.nn.biasAdd(sums, bias)), layer.channels());
  }

  /** TensorFlow has gradients of grouped convolutions on some devices only: every group is one. */
  private Operand<TFloat32> grouped(
      CaffeConvolution layer, Operand<TFloat32> map, Operand<TFloat32> filter, Padding padding) {
    List<Long> strides = List.of(1L, (long) layer.stride(), (long) layer.stride(), 1L);
    long groups = layer.groups();
    if (groups == 1) {
      return tf.nn.conv2d(map, filter, strides, padding.name());
    }
    List<? extends Operand<TFloat32>> maps =
        tf.split(tf.constant(CHANNEL_AXIS), map, groups).output();
    List<? extends Operand<TFloat32>> filters =
        tf.split(tf.constant(CHANNEL_AXIS), filter, groups).output();
    List<Operand<TFloat32>> sums = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      sums.add(tf.nn.conv2d(maps.get(i), filters.get(i), strides, padding.name()));
    }
    return tf.concat(sums, tf.constant(CHANNEL_AXIS));
  }

  FeatureMap pooling(CaffeMaxPooling layer, FeatureMap input) {
    int kernel = layer.kernel();
    int stride = layer.stride();
    Operand<TFloat32> map = input.features();
    Padding padding = Padding.SAME;
    boolean same = layer.pad() == 0 && kernel == 2 && stride == 2;
    if (!same) {
      // One stride less a cell is added at the end, so that rounding down there rounds up here.
      map = padded(map, layer.pad(), layer.pad() + stride - 1, -Float.MAX_VALUE);
      padding = Padding.VALID;
    }
    return new FeatureMap(MaxPool.of(tf, map, kernel, kernel, stride, padding), input.channels());
  }

  /**
   * From single operations: TensorFlow has one of its own, but its gradient there takes the default
   * size, alpha and beta for those that were given.
   */
  FeatureMap normalization(LocalResponseNormalization layer, FeatureMap input) {
    Operand<TFloat32> map = input.features();
    int reach = layer.size() / 2;
    Operand<TFloat32> squares =
        tf.pad(
            tf.math.mul(map, map),
            tf.constant(new int[][] {{0, 0}, {0, 0}, {0, 0}, {reach, reach}}),
            tf.constant(0f));
    Operand<TFloat32> sum = null;
    for (int i = 0; i < layer.size(); i++) {
      Operand<TFloat32> shifted =
          tf.slice(
              squares,
              tf.constant(new int[] {0, 0, 0, i}),
              tf.constant(new int[] {-1, -1, -1, input.channels()}));
      sum = sum == null ? shifted : tf.math.add(sum, shifted);
    }
    Operand<TFloat32> scale =
        tf.math.add(
            tf.math.mul(sum, tf.constant(layer.alpha() / layer.size())), tf.constant(layer.bias()));
    return new FeatureMap(tf.math.mul(map, inversePower(scale, layer.beta())), input.channels());
  }

  /** Roots cost a fraction of a power, and all published networks have this beta. */
  private Operand<TFloat32> inversePower(Operand<TFloat32> base, float beta) {
    if (beta == .75f) {
      Operand<TFloat32> root = tf.math.rsqrt(base);
      return tf.math.mul(root, tf.math.sqrt(root));
    }
    return tf.math.pow(base, tf.constant(-beta));
  }

  private Operand<TFloat32> padded(Operand<TFloat32> map, int before, int after, float value) {
    return tf.pad(
        map,
        tf.constant(new int[][] {{0, 0}, {before, after}, {before, after}, {0, 0}}),
        tf.constant(value));
  }
}
