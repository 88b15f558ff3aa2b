package io.frameflow.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.network.CaffeReference.Map3;
import io.frameflow.train.network.Layer.CaffeConvolution;
import io.frameflow.train.network.Layer.CaffeMaxPooling;
import io.frameflow.train.network.Layer.LocalResponseNormalization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Caffe's layers in the graph against plain loops, and their gradients against differences. */
class CaffeLayersTest {

  private static final int INPUTS = 4;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @ParameterizedTest(name = "seed {0}: kernel {1}, stride {2}, pad {3}, {4} groups on {5}x{6}")
  @CsvSource({
    "1, 11, 4, 5, 1, 23, 30",
    "2, 7, 2, 0, 1, 16, 19",
    "3, 5, 2, 1, 1, 12, 9",
    "4, 5, 1, 2, 2, 8, 7",
    "5, 3, 1, 1, 1, 6, 5",
    "6, 3, 1, 1, 2, 1, 3",
    "7, 3, 2, 1, 4, 7, 8"
  })
  void convolutionsPadAndGroupAsInCaffe(
      long seed, int kernel, int stride, int pad, int groups, int height, int width) {
    check(seed, new CaffeConvolution("c", kernel, stride, pad, groups, 8), height, width);
  }

  @ParameterizedTest(name = "seed {0}: kernel {1}, stride {2}, pad {3} on {4}x{5}")
  @CsvSource({
    "1, 3, 2, 1, 150, 38",
    "2, 3, 2, 1, 7, 6",
    "3, 3, 2, 0, 6, 7",
    "4, 3, 2, 0, 4, 3",
    "5, 2, 2, 0, 5, 6",
    "6, 2, 2, 0, 1, 1",
    "7, 3, 1, 1, 5, 4"
  })
  void poolingsRoundUpAsInCaffe(long seed, int kernel, int stride, int pad, int height, int width) {
    check(seed, new CaffeMaxPooling("p", kernel, stride, pad), height, width);
  }

  @ParameterizedTest(name = "seed {0}: size {1}, alpha {2}, beta {3}, bias {4}")
  @CsvSource({"1, 5, .0001, .75, 1", "2, 5, .5, .75, 2", "3, 3, 2, .5, 1"})
  void alphaIsSharedOutAmongTheChannelsAsInCaffe(
      long seed, int size, float alpha, float beta, float bias) {
    check(seed, new LocalResponseNormalization("n", size, alpha, beta, bias), 3, 4);
  }

  @Test
  void windowsThatCouldBeEmptyAreRefused() {
    assertThatThrownBy(() -> new CaffeMaxPooling("pool9", 2, 2, 1))
        .hasMessageContainingAll("pool9", "would be empty");
    assertThatThrownBy(() -> new CaffeMaxPooling("pool9", 2, 1, 2)).hasMessageContaining("empty");
  }

  private static void check(long seed, Layer layer, int height, int width) {
    Random random = new Random(seed);
    Map3 input = new Map3(INPUTS, height, width);
    for (int i = 0; i < input.values().length; i++) {
      input.values()[i] = (float) random.nextGaussian();
    }
    Backbone backbone = new Backbone("one", List.of(layer));
    Map<String, WeightArray> network = new HashMap<>();
    Map<String, WeightArray> caffe = new HashMap<>();
    if (layer instanceof CaffeConvolution convolution) {
      weights(convolution, random, network, caffe);
    }
    Map3 expected = CaffeReference.run(List.of(layer), caffe, input);

    assertThat(layer.outputSize(height)).isEqualTo(expected.height());
    assertThat(backbone.cells(layer.name(), width)).isEqualTo(expected.width());
    float[] pixels = cellMajor(input);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      // Not a constant: it would be folded, and the sums lost among rounding.
      var images = tf.placeholder(TFloat32.class);
      var shaped = tf.reshape(images, tf.constant(new int[] {1, height, width, INPUTS}));
      Operand<TFloat32> output =
          new BackboneGraph(tf, new ConstantWeights(tf, network))
              .build(layer, new BackboneGraph.FeatureMap(shaped, INPUTS))
              .features();
      Operand<TFloat32> factors = tf.constant(Factors.of(expected.values().length));
      Operand<TFloat32> loss =
          tf.sum(
              tf.math.mul(tf.reshape(output, tf.constant(new int[] {-1})), factors),
              tf.constant(0));
      Output<?>[] gradient =
          graph.addGradients(loss.asOutput(), new Output<?>[] {images.asOutput()});
      try (Session session = new Session(graph);
          TFloat32 fed = Tensors.of(pixels, pixels.length);
          Result result =
              session.runner().feed(images, fed).fetch(output).fetch(gradient[0]).run()) {
        assertThat(Tensors.floats(result.get(0)))
            .as("seed %d", seed)
            .containsExactly(cellMajor(expected), Offset.offset(2e-5f));
        float[] slopes = Tensors.floats(result.get(1));
        for (int n = 0; n < 12; n++) {
          int i = random.nextInt(input.values().length);
          assertThat(slopes[cellMajorIndex(input, i)])
              .as("seed %d, slope of input %d", seed, i)
              .isCloseTo(slope(layer, caffe, input, i), within(2e-3f));
        }
      }
    }
  }

  /** The change of the loss with one input, from the reference. */
  private static float slope(Layer layer, Map<String, WeightArray> weights, Map3 input, int index) {
    double step = 1e-6;
    double middle = input.values()[index];
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      input.values()[index] = middle + (side == 0 ? -step : step);
      Map3 output = CaffeReference.run(List.of(layer), weights, input);
      float[] values = cellMajor(output);
      float[] factors = Factors.of(values.length);
      for (int i = 0; i < output.values().length; i++) {
        losses[side] += output.values()[i] * factors[cellMajorIndex(output, i)];
      }
    }
    input.values()[index] = middle;
    return (float) ((losses[1] - losses[0]) / (2 * step));
  }

  /** Weights of a loss that differ from output to output. */
  private static final class Factors {
    static float[] of(int count) {
      float[] factors = new float[count];
      for (int i = 0; i < count; i++) {
        factors[i] = (i * 37 % 11 - 5) / 5f;
      }
      return factors;
    }
  }

  private static void weights(
      CaffeConvolution layer,
      Random random,
      Map<String, WeightArray> network,
      Map<String, WeightArray> caffe) {
    int k = layer.kernel();
    int inputs = INPUTS / layer.groups();
    int outputs = layer.channels();
    float[] own = new float[k * k * inputs * outputs];
    float[] theirs = new float[own.length];
    for (int i = 0; i < own.length; i++) {
      theirs[i] = (float) random.nextGaussian() / k;
      int output = i / (k * k * inputs);
      int input = i / (k * k) % inputs;
      own[(i % (k * k) * inputs + input) * outputs + output] = theirs[i];
    }
    float[] bias = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      bias[i] = (float) random.nextGaussian();
    }
    network.put("c.weight", new WeightArray(new long[] {k, k, inputs, outputs}, own));
    caffe.put("c.weight", new WeightArray(new long[] {outputs, inputs, k, k}, theirs));
    network.put("c.bias", new WeightArray(new long[] {outputs}, bias));
    caffe.put("c.bias", network.get("c.bias"));
  }

  private static int cellMajorIndex(Map3 map, int index) {
    int cells = map.height() * map.width();
    return index % cells * map.channels() + index / cells;
  }

  private static float[] cellMajor(Map3 map) {
    float[] values = new float[map.values().length];
    for (int i = 0; i < values.length; i++) {
      values[cellMajorIndex(map, i)] = (float) map.values()[i];
    }
    return values;
  }
}
