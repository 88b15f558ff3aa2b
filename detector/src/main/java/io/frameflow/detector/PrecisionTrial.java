package io.frameflow.detector;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.ModelManifest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Runs a model's network in both number formats on one picture of the model's input size, in turns,
 * so that a busy machine slows both alike.
 */
final class PrecisionTrial {

  /**
   * The turns end when they have taken this long; the first one is always taken. Long enough for
   * the JVM to compile the pooling: interpreted, it takes longer than the matrix products, and
   * hides what they gain.
   */
  private static final Duration LENGTH = Duration.ofMillis(1500);

  private static final int MOST_TURNS = 24;
  private static final int RECTANGLES = 60;
  private static final int LEAST_SIDE = 8;

  private final Batch batch;

  /**
   * @param regions as many as the detector will ask the network about
   */
  PrecisionTrial(ModelManifest manifest, int regions) {
    Random random = new Random(1);
    int width = manifest.input().longSide();
    int height = manifest.input().shortSide();
    Image picture = halfPlainHalfTextured(width, height, random);
    batch =
        Batch.of(
            List.of(picture),
            List.of(randomBoxes(regions, width, height, random)),
            manifest.input());
  }

  /**
   * Measures both; each has run once before, for the first call plans the graph.
   *
   * @throws DetectionException if one of them fails
   */
  PrecisionMeasurement run(Network fp32, Network bf16) {
    batch.paint(fp32.canvas());
    batch.paint(bf16.canvas());
    float[][] wide = answers(fp32);
    float[][] narrow = answers(bf16);
    // the fastest, not the mean: whatever else the machine does only ever adds
    long wideNanos = Long.MAX_VALUE;
    long narrowNanos = Long.MAX_VALUE;
    long end = System.nanoTime() + LENGTH.toNanos();
    for (int turn = 0; turn == 0 || (turn < MOST_TURNS && System.nanoTime() < end); turn++) {
      wideNanos = Math.min(wideNanos, nanos(fp32));
      narrowNanos = Math.min(narrowNanos, nanos(bf16));
    }
    return new PrecisionMeasurement(
        wideNanos,
        narrowNanos,
        largestDifference(wide[0], narrow[0]),
        largestDifference(wide[1], narrow[1]));
  }

  /** Probabilities and box deltas, kept beyond the next run. */
  private float[][] answers(Network network) {
    NetworkOutput output = network.run(batch);
    return new float[][] {output.probabilities().clone(), output.deltas().clone()};
  }

  private long nanos(Network network) {
    long start = System.nanoTime();
    network.run(batch);
    return System.nanoTime() - start;
  }

  private static float largestDifference(float[] some, float[] others) {
    float largest = 0;
    for (int i = 0; i < some.length; i++) {
      largest = Math.max(largest, Math.abs(some[i] - others[i]));
    }
    return largest;
  }

  /** Grey on the left; on the right rectangles of all sizes and colours, with grain. */
  private static Image halfPlainHalfTextured(int width, int height, Random random) {
    byte[] rgb = new byte[width * height * Image.CHANNELS];
    Arrays.fill(rgb, (byte) 128);
    for (int i = 0; i < RECTANGLES; i++) {
      int left = width / 2 + random.nextInt(width - width / 2);
      int top = random.nextInt(height);
      int right = Math.min(width, left + 1 + random.nextInt(Math.max(1, width / 4)));
      int bottom = Math.min(height, top + 1 + random.nextInt(Math.max(1, height / 3)));
      int[] colour = {random.nextInt(240), random.nextInt(240), random.nextInt(240)};
      for (int y = top; y < bottom; y++) {
        for (int at = Image.CHANNELS * (y * width + left);
            at < Image.CHANNELS * (y * width + right);
            at++) {
          rgb[at] = (byte) (colour[at % Image.CHANNELS] + random.nextInt(16));
        }
      }
    }
    return new Image(width, height, rgb);
  }

  private static Boxes randomBoxes(int count, int width, int height, Random random) {
    float[] edges = new float[4 * count];
    for (int i = 0; i < edges.length; i += 4) {
      interval(edges, i, width, random);
      interval(edges, i + 1, height, random);
    }
    return Boxes.of(edges);
  }

  /** Short ones as often as long ones, as objects are. */
  private static void interval(float[] edges, int at, int size, Random random) {
    float least = Math.min(LEAST_SIDE, size);
    float length = (float) (least * Math.pow(size / least, random.nextDouble()));
    edges[at] = random.nextFloat() * (size - length);
    edges[at + 2] = Math.min(size, edges[at] + length);
  }
}
