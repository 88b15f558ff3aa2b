package io.frameflow.train.solver;

import io.frameflow.detector.Precision;
import io.frameflow.train.network.Backbone;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.Layer.Convolution;
import io.frameflow.train.network.Layer.Fire;
import io.frameflow.train.network.Layer.MaxPooling;
import io.frameflow.train.network.Layer.Padding;
import io.frameflow.train.network.Layer.Scale;
import io.frameflow.train.network.Tap;
import io.frameflow.train.sampling.MiniBatch;
import io.frameflow.train.solver.LearningRate.Decay;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A task that a tiny network learns in seconds: bright and dark squares on noise. */
public final class TinyTask {

  /** Side of the images, in pixels. */
  public static final int SIDE = 48;

  /** Means that are subtracted. */
  public static final List<Float> MEANS = List.of(120f, 120f, 120f);

  private static final int ROIS = 16;

  private TinyTask() {}

  /** Two taps of different stride, every kind of layer. */
  public static DetectorNetwork network() {
    Backbone backbone =
        new Backbone(
            "tiny",
            List.of(
                new Scale("scale", 1 / 60f),
                new Convolution("c1", 3, 2, 6, Padding.SAME),
                new Fire("fire2", 4, 4),
                new MaxPooling("pool2", 2, 2, Padding.SAME),
                new Convolution("c3", 3, 1, 8, Padding.SAME)));
    return new DetectorNetwork(
        backbone, List.of(Tap.of("c3", 4, 2), new Tap("fire2", 2, 1, .5f, 4)), List.of(24, 16), 2);
  }

  /** Plain settings without dropout, decay or clipping. */
  public static SolverOptions options(float rate, int steps) {
    return new SolverOptions(
        new LearningRate(Decay.COSINE, rate, steps, 0), .9f, 0, 0, 1, 1, List.of(), 3);
  }

  /** A graph with two threads in full precision. */
  public static TrainingGraph graph(SolverOptions options) {
    return new TrainingGraph(
        network(), options, new SessionSettings(2, Precision.FP32), MEANS, Map.of());
  }

  /** The batch of a step. */
  public static MiniBatch batch(long step) {
    Random random = new Random(1000 + step);
    float[] pixels = new float[SIDE * SIDE * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 120 + 10 * (float) random.nextGaussian();
    }
    int kind = 1 + random.nextInt(2);
    int size = 14 + random.nextInt(8);
    int left = random.nextInt(SIDE - size);
    int top = random.nextInt(SIDE - size);
    for (int y = top; y < top + size; y++) {
      for (int x = left; x < left + size; x++) {
        for (int c = 0; c < 3; c++) {
          pixels[(y * SIDE + x) * 3 + c] += kind == 1 ? 100 : -100;
        }
      }
    }
    float[] rois = new float[5 * ROIS];
    int[] classes = new int[ROIS];
    float[] targets = new float[4 * ROIS];
    for (int r = 0; r < ROIS; r++) {
      boolean object = r < ROIS / 4;
      float shift = object ? random.nextInt(5) - 2 : 0;
      float x = object ? left + shift : (left + SIDE / 2f) % (SIDE - 10);
      float y = object ? top : (top + SIDE / 2f + random.nextInt(4)) % (SIDE - 10);
      float side = object ? size : 8;
      rois[5 * r + 1] = x;
      rois[5 * r + 2] = y;
      rois[5 * r + 3] = x + side;
      rois[5 * r + 4] = y + side;
      classes[r] = object ? kind : 0;
      targets[4 * r] = object ? -shift / size / .1f : 0;
    }
    return new MiniBatch(1, SIDE, SIDE, pixels, rois, classes, targets);
  }

  /** The batch with its cells. */
  public static PreparedBatch prepared(long step) {
    return PreparedBatch.of(batch(step), network());
  }
}
