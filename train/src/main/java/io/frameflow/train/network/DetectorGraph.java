package io.frameflow.train.network;

import io.frameflow.train.network.BackboneGraph.FeatureMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Fast R-CNN as operations: the backbone runs once per image, every RoI is pooled from the taps,
 * and fully connected layers lead to the two sibling heads (section 2.1 of the paper).
 */
public final class DetectorGraph {

  /** Name of the operation whose output is the pooled RoIs, {@code [R, bins * bins * channels]}. */
  public static final String POOLED = "pooled";

  /** Weights of the heads start with these deviations (section 2.3). */
  private static final Initialization CLASS_START = new Initialization(.01);

  private static final Initialization BOX_START = new Initialization(.001);

  /** How a tap's features become {@code [.., C]} with one row per bin of an RoI. */
  @FunctionalInterface
  public interface Pooling {
    Operand<TFloat32> pool(int tapIndex, FeatureMap features);
  }

  /** What happens to a hidden layer's output; dropout while training. */
  @FunctionalInterface
  public interface HiddenStep {
    /** Leaves the output as it is. */
    HiddenStep NONE = (index, output) -> output;

    Operand<TFloat32> apply(int index, Operand<TFloat32> output);
  }

  /**
   * The sibling heads.
   *
   * @param logits {@code [R, K + 1]} before the softmax
   * @param deltas {@code [R, 4 (K + 1)]} class-major
   */
  public record Heads(Operand<TFloat32> logits, Operand<TFloat32> deltas) {}

  private final Ops tf;
  private final DetectorNetwork network;
  private final WeightSource weights;

  public DetectorGraph(Ops tf, DetectorNetwork network, WeightSource weights) {
    this.tf = tf;
    this.network = network;
    this.weights = weights;
  }

  /**
   * The feature maps of the taps, in their order.
   *
   * @param images {@code [N, H, W, 3]} RGB, mean subtracted
   */
  public List<FeatureMap> features(Operand<TFloat32> images) {
    BackboneGraph backbone = new BackboneGraph(tf, weights);
    Map<String, FeatureMap> layers = backbone.build(network.backbone(), images);
    List<FeatureMap> maps = new ArrayList<>();
    for (Tap tap : network.taps()) {
      FeatureMap map = backbone.scale(layers.get(tap.layer()), tap.scale());
      maps.add(tap.reduces() ? backbone.pointwise(tap.reductionName(), map, tap.channels()) : map);
    }
    return maps;
  }

  /** Pools the RoIs and runs the fully connected part. */
  public Heads heads(List<FeatureMap> maps, Pooling pooling, HiddenStep hiddenStep) {
    int cells = network.bins() * network.bins();
    List<Operand<TFloat32>> pooled = new ArrayList<>();
    int channels = 0;
    for (int i = 0; i < maps.size(); i++) {
      FeatureMap map = maps.get(i);
      channels += map.channels();
      pooled.add(
          tf.reshape(pooling.pool(i, map), tf.constant(new int[] {-1, cells, map.channels()})));
    }
    Operand<TFloat32> joined =
        pooled.size() == 1 ? pooled.get(0) : tf.concat(pooled, tf.constant(2));
    int size = cells * channels;
    Operand<TFloat32> hidden =
        tf.withName(POOLED).reshape(joined, tf.constant(new int[] {-1, size}));
    for (int i = 0; i < network.hiddenSizes().size(); i++) {
      int width = network.hiddenSizes().get(i);
      hidden =
          tf.nn.relu(
              connected(
                  DetectorNetwork.hiddenName(i), hidden, Initialization.relu(size), size, width));
      hidden = hiddenStep.apply(i, hidden);
      size = width;
    }
    int outputs = network.outputs();
    return new Heads(
        connected(HeadNames.CLASSES, hidden, CLASS_START, size, outputs),
        connected(HeadNames.BOXES, hidden, BOX_START, size, 4 * outputs));
  }

  private Operand<TFloat32> connected(
      String name, Operand<TFloat32> input, Initialization start, int inputs, int outputs) {
    Operand<TFloat32> matrix = weights.weight(name + ".weight", start, inputs, outputs);
    Operand<TFloat32> bias = weights.weight(name + ".bias", Initialization.ZERO, outputs);
    return tf.nn.biasAdd(tf.linalg.matMul(input, matrix), bias);
  }
}
