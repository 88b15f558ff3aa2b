package io.frameflow.train.weights;

import io.frameflow.train.network.Backbone;
import io.frameflow.train.network.BackboneGraph;
import io.frameflow.train.network.BackboneGraph.FeatureMap;
import io.frameflow.train.network.Backbones;
import io.frameflow.train.network.ConstantWeights;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.Layer.Convolution;
import io.frameflow.train.network.Layer.Padding;
import io.frameflow.train.network.NetworkShapes;
import io.frameflow.train.network.PixelMeans;
import io.frameflow.train.network.Tensors;
import io.frameflow.train.network.WeightArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * SqueezeNet 1.0 as it was trained, with its 1000-way ImageNet classifier: the proof that weights
 * were read and laid out rightly before a detector is trained on them.
 */
public final class ImageNetClassifier implements AutoCloseable {

  /** Side of the square input, in pixels. */
  public static final int SIDE = 227;

  private static final String LAST = "conv_final";
  private static final int LAST_INPUTS = 512;
  private static final int CLASSES = 1000;

  private final Graph graph = new Graph();
  private final Placeholder<TFloat32> images;
  private final Operand<TFloat32> probabilities;
  private final Session session;

  /**
   * @param file SqueezeNet's weights as safetensors
   */
  public ImageNetClassifier(Path file) throws IOException {
    Backbone backbone = Backbones.squeezeNet(Padding.VALID, true);
    Map<String, long[]> shapes = NetworkShapes.of(backbone);
    shapes.put(LAST + ".weight", new long[] {1, 1, LAST_INPUTS, CLASSES});
    shapes.put(LAST + ".bias", new long[] {CLASSES});
    Map<String, WeightArray> weights =
        NetworkWeights.checked(
                WeightsFile.open(file), backbone.name(), shapes, DetectorNetwork.BINS)
            .read();
    Ops tf = Ops.create(graph);
    images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, SIDE, SIDE, 3)));
    BackboneGraph layers = new BackboneGraph(tf, new ConstantWeights(tf, weights));
    FeatureMap last =
        layers
            .build(backbone, PixelMeans.subtract(tf, images, Backbones.IMAGENET_MEANS))
            .get("fire9");
    // The published network pads its last 1x1 convolution: a rim of ReLU(bias) enters the average.
    Operand<TFloat32> padded =
        tf.pad(
            last.features(),
            tf.constant(new int[][] {{0, 0}, {1, 1}, {1, 1}, {0, 0}}),
            tf.constant(0f));
    FeatureMap scores =
        layers.convolution(
            new Convolution(LAST, 1, 1, CLASSES, Padding.VALID),
            new FeatureMap(padded, last.channels()));
    probabilities = tf.nn.softmax(tf.math.mean(scores.features(), tf.constant(new int[] {1, 2})));
    session = new Session(graph);
  }

  /**
   * Classifies one image.
   *
   * @param rgb {@code [227, 227, 3]} 0..255
   * @return {@code [1000]} probabilities in the order of synset_words.txt
   */
  public float[] classify(float[] rgb) {
    try (TFloat32 input = Tensors.of(rgb, 1, SIDE, SIDE, 3);
        Result result = session.runner().feed(images, input).fetch(probabilities).run()) {
      return Tensors.floats(result.get(0));
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
