package io.frameflow.train.network;

import io.frameflow.train.network.Layer.CaffeConvolution;
import io.frameflow.train.network.Layer.CaffeMaxPooling;
import io.frameflow.train.network.Layer.Convolution;
import io.frameflow.train.network.Layer.Fire;
import io.frameflow.train.network.Layer.LocalResponseNormalization;
import io.frameflow.train.network.Layer.MaxPooling;
import io.frameflow.train.network.Layer.Padding;
import io.frameflow.train.network.Layer.Scale;
import io.frameflow.train.network.Layer.Separable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Turns a backbone's description into operations. */
public final class BackboneGraph {

  private static final int CHANNEL_AXIS = 3;

  /**
   * A feature map in the graph.
   *
   * @param features {@code [N, H, W, channels]}
   */
  public record FeatureMap(Operand<TFloat32> features, int channels) {}

  private final Ops tf;
  private final WeightSource weights;

  public BackboneGraph(Ops tf, WeightSource weights) {
    this.tf = tf;
    this.weights = weights;
  }

  /**
   * Builds all layers.
   *
   * @param images {@code [N, H, W, 3]} RGB, mean subtracted
   * @return every layer's output, by layer name
   */
  public Map<String, FeatureMap> build(Backbone backbone, Operand<TFloat32> images) {
    Map<String, FeatureMap> outputs = new LinkedHashMap<>();
    FeatureMap current = new FeatureMap(images, 3);
    for (Layer layer : backbone.layers()) {
      current = build(layer, current);
      outputs.put(layer.name(), current);
    }
    return outputs;
  }

  FeatureMap build(Layer layer, FeatureMap input) {
    if (layer instanceof Convolution convolution) {
      return convolution(convolution, input);
    } else if (layer instanceof MaxPooling pooling) {
      return pooling(pooling, input);
    } else if (layer instanceof Fire fire) {
      return fire(fire, input);
    } else if (layer instanceof Scale scale) {
      return scale(input, scale.factor());
    } else if (layer instanceof Separable separable) {
      return separable(separable, input);
    } else if (layer instanceof CaffeConvolution convolution) {
      return new CaffeLayers(tf).convolution(convolution, weights, input);
    } else if (layer instanceof CaffeMaxPooling pooling) {
      return new CaffeLayers(tf).pooling(pooling, input);
    } else if (layer instanceof LocalResponseNormalization normalization) {
      return new CaffeLayers(tf).normalization(normalization, input);
    }
    throw new AssertionError("unknown layer " + layer);
  }

  FeatureMap scale(FeatureMap input, float factor) {
    return factor == 1f
        ? input
        : new FeatureMap(tf.math.mul(input.features(), tf.constant(factor)), input.channels());
  }

  FeatureMap pointwise(String name, FeatureMap input, int channels) {
    return convolution(new Convolution(name, 1, 1, channels, Padding.SAME), input);
  }

  /** One layer alone. */
  public FeatureMap convolution(Convolution layer, FeatureMap input) {
    int kernel = layer.kernel();
    int fanIn = kernel * kernel * input.channels();
    Operand<TFloat32> filter =
        weights.weight(
            layer.name() + ".weight",
            Initialization.relu(fanIn),
            kernel,
            kernel,
            input.channels(),
            layer.channels());
    Operand<TFloat32> bias =
        weights.weight(layer.name() + ".bias", Initialization.ZERO, layer.channels());
    long stride = layer.stride();
    Operand<TFloat32> sums =
        tf.nn.conv2d(
            input.features(), filter, List.of(1L, stride, stride, 1L), layer.padding().name());
    return new FeatureMap(tf.nn.relu(tf.nn.biasAdd(sums, bias)), layer.channels());
  }

  private FeatureMap separable(Separable layer, FeatureMap input) {
    String name = layer.name() + "/depthwise";
    int kernel = layer.kernel();
    Operand<TFloat32> filter =
        weights.weight(
            name + ".weight",
            Initialization.relu(kernel * kernel),
            kernel,
            kernel,
            input.channels(),
            1);
    Operand<TFloat32> bias = weights.weight(name + ".bias", Initialization.ZERO, input.channels());
    long stride = layer.stride();
    Operand<TFloat32> sums =
        tf.nn.depthwiseConv2dNative(
            input.features(), filter, List.of(1L, stride, stride, 1L), Padding.SAME.name());
    FeatureMap mixed =
        pointwise(
            layer.name() + "/pointwise",
            new FeatureMap(tf.nn.relu(tf.nn.biasAdd(sums, bias)), input.channels()),
            layer.channels());
    return stride == 1 && layer.channels() == input.channels()
        ? new FeatureMap(tf.math.add(mixed.features(), input.features()), input.channels())
        : mixed;
  }

  private FeatureMap pooling(MaxPooling layer, FeatureMap input) {
    int kernel = layer.kernel();
    return new FeatureMap(
        MaxPool.of(tf, input.features(), kernel, kernel, layer.stride(), layer.padding()),
        input.channels());
  }

  private FeatureMap fire(Fire layer, FeatureMap input) {
    FeatureMap squeezed = pointwise(layer.name() + "/conv1x1_1", input, layer.squeeze());
    FeatureMap small = pointwise(layer.name() + "/conv1x1_2", squeezed, layer.expand());
    FeatureMap large =
        convolution(
            new Convolution(layer.name() + "/conv3x3_2", 3, 1, layer.expand(), Padding.SAME),
            squeezed);
    return new FeatureMap(
        tf.concat(List.of(small.features(), large.features()), tf.constant(CHANNEL_AXIS)),
        2 * layer.expand());
  }
}
