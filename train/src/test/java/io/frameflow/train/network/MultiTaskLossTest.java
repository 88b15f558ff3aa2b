package io.frameflow.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.network.DetectorGraph.Heads;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class MultiTaskLossTest {

  private static final int CLASSES = 3;
  private static final float LAMBDA = 2f;

  private Graph graph;
  private Ops tf;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @BeforeEach
  void open() {
    graph = new Graph();
    tf = Ops.create(graph);
  }

  @AfterEach
  void close() {
    graph.close();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.5, 0.125", "-0.5, 0.125", "1, 0.5", "-1, 0.5", "2, 1.5", "-3, 2.5"})
  void smoothL1HasItsGoldenValues(float x, float expected) {
    try (Session session = new Session(graph);
        Result result = session.runner().fetch(MultiTaskLoss.smoothL1(tf, tf.constant(x))).run()) {
      assertThat(((TFloat32) result.get(0)).getFloat()).isCloseTo(expected, within(1e-6f));
    }
  }

  @Test
  void lossOfTwoRoisIsWhatTheEquationsSay() {
    float[] logits = {0, 0, 0, 3, 1, 0};
    float[] deltas = new float[2 * 4 * CLASSES];
    deltas[4] = .5f; // of class 1 of the foreground RoI
    deltas[5] = -3f;
    deltas[8] = 100f; // of a class that is not the true one
    deltas[4 * CLASSES] = 100f; // of the background RoI
    int[] classes = {1, 0};
    float[] targets = {0, 0, 1, 0, 9, 9, 9, 9};

    Loss loss = loss(2, classes, targets);
    float[] values = loss.run(logits, deltas);

    double background = -Math.log(Math.exp(3) / (Math.exp(3) + Math.exp(1) + 1));
    assertThat(values[0]).isCloseTo((float) ((Math.log(3) + background) / 2), within(1e-5f));
    assertThat(values[1]).isCloseTo((.125f + 2.5f + .5f) / 2, within(1e-5f));
    assertThat(values[2]).isCloseTo(values[0] + LAMBDA * values[1], within(1e-5f));
    assertThat(values[3]).as("accuracy: the tie goes to background").isEqualTo(.5f);
  }

  @Test
  void gradientsAgreeWithDifferences() {
    long seed = 5;
    Random random = new Random(seed);
    int rois = 6;
    float[] logits = normal(random, rois * CLASSES, 1);
    float[] deltas = normal(random, rois * 4 * CLASSES, 2);
    float[] targets = normal(random, rois * 4, 1);
    Loss loss = loss(rois, new int[] {0, 1, 2, 1, 0, 2}, targets);
    Output<?>[] gradients =
        graph.addGradients(
            loss.parts().total().asOutput(),
            new Output<?>[] {loss.logits().asOutput(), loss.deltas().asOutput()});
    try (Session session = new Session(graph);
        TFloat32 logitTensor = Tensors.of(logits, rois, CLASSES);
        TFloat32 deltaTensor = Tensors.of(deltas, rois, 4 * CLASSES);
        Result result =
            session
                .runner()
                .feed(loss.logits(), logitTensor)
                .feed(loss.deltas(), deltaTensor)
                .fetch(gradients[0])
                .fetch(gradients[1])
                .run()) {
      compare(loss, logits, deltas, logits, Tensors.floats(result.get(0)), "logits, seed " + seed);
      compare(loss, logits, deltas, deltas, Tensors.floats(result.get(1)), "deltas, seed " + seed);
    }
  }

  private static void compare(
      Loss loss, float[] logits, float[] deltas, float[] varied, float[] gradient, String what) {
    float step = 1e-2f;
    for (int i = 0; i < varied.length; i++) {
      float kept = varied[i];
      varied[i] = kept + step;
      float above = loss.run(logits, deltas)[2];
      varied[i] = kept - step;
      float below = loss.run(logits, deltas)[2];
      varied[i] = kept;
      assertThat(gradient[i])
          .as("%s, entry %d", what, i)
          .isCloseTo((above - below) / (2 * step), within(5e-3f));
    }
  }

  private record Loss(
      Graph graph,
      int rois,
      Placeholder<TFloat32> logits,
      Placeholder<TFloat32> deltas,
      MultiTaskLoss parts) {

    float[] run(float[] logitValues, float[] deltaValues) {
      try (Session session = new Session(graph);
          TFloat32 logitTensor = Tensors.of(logitValues, rois, CLASSES);
          TFloat32 deltaTensor = Tensors.of(deltaValues, rois, 4 * CLASSES);
          Result result =
              session
                  .runner()
                  .feed(logits, logitTensor)
                  .feed(deltas, deltaTensor)
                  .fetch(parts.classLoss())
                  .fetch(parts.boxLoss())
                  .fetch(parts.total())
                  .fetch(parts.accuracy())
                  .run()) {
        float[] values = new float[4];
        for (int i = 0; i < values.length; i++) {
          values[i] = ((TFloat32) result.get(i)).getFloat();
        }
        return values;
      }
    }
  }

  private Loss loss(int rois, int[] classes, float[] targets) {
    Placeholder<TFloat32> logits = placeholder(rois, CLASSES);
    Placeholder<TFloat32> deltas = placeholder(rois, 4 * CLASSES);
    Operand<TFloat32> wanted = tf.reshape(tf.constant(targets), tf.constant(new int[] {rois, 4}));
    MultiTaskLoss parts =
        MultiTaskLoss.of(
            tf,
            new Heads(logits, deltas),
            tf.constant(classes),
            wanted,
            CLASSES,
            tf.constant(LAMBDA));
    return new Loss(graph, rois, logits, deltas, parts);
  }

  private Placeholder<TFloat32> placeholder(long... shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  private static float[] normal(Random random, int size, float deviation) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian() * deviation;
    }
    return values;
  }
}
