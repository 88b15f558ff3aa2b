package io.frameflow.train.regions;

import io.frameflow.detector.Batch;
import io.frameflow.detector.Canvas;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Time of one pass of the network over an image with all its regions, as Fast R-CNN does it:
 * medians of several.
 *
 * @param regions of the image
 * @param width of the scaled image, pixels
 * @param height of the scaled image, pixels
 * @param nanos scaling and the whole network
 * @param scalingNanos scaling the image
 * @param convolutionNanos the network up to RoI pooling, with the first region pooled
 * @param poolingNanos RoI pooling of the other regions
 */
public record SharedPass(
    int regions,
    int width,
    int height,
    long nanos,
    long scalingNanos,
    long convolutionNanos,
    long poolingNanos) {
  private static final int ROUNDS = 5;

  /** The fully connected layers. */
  public long headNanos() {
    return Math.max(0, nanos - scalingNanos - convolutionNanos - poolingNanos);
  }

  /**
   * Measures.
   *
   * @param regions inside the image, not empty, at least one
   * @throws IOException if the model cannot be read
   */
  public static SharedPass measure(
      ModelPackage model, Image image, Boxes regions, SessionSettings settings) throws IOException {
    try (RegionNetwork network = RegionNetwork.load(model, settings)) {
      return measure(network, image, regions);
    }
  }

  static SharedPass measure(RegionNetwork network, Image image, Boxes regions) {
    Canvas canvas = new Canvas(network.manifest().pixelMeans());
    Batch batch = Batch.of(List.of(image), List.of(regions), network.manifest().input());
    float[] rois = batch.rois();
    float[] first = Arrays.copyOf(rois, rois.length / batch.regions());
    batch.paint(canvas);
    long scaling = median(() -> timed(() -> batch.paint(canvas)));
    long convolutions = median(() -> timed(network, canvas, first, network.pooled()));
    long pooled = median(() -> timed(network, canvas, rois, network.pooled()));
    long all = median(() -> timed(network, canvas, rois, network.outputs()));
    return new SharedPass(
        batch.regions(),
        canvas.width(),
        canvas.height(),
        scaling + all,
        scaling,
        convolutions,
        Math.max(0, pooled - convolutions));
  }

  /** Nanoseconds of one run of a part of the graph. */
  static long timed(RegionNetwork network, Canvas canvas, float[] rois, List<String> wanted) {
    return timed(() -> network.run(canvas, rois, wanted).close());
  }

  private static long timed(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private static long median(LongSupplier measurement) {
    long[] times = new long[1 + ROUNDS];
    Arrays.setAll(times, round -> measurement.getAsLong());
    Arrays.sort(times, 1, times.length); // the first one of a kind is slower, and left out
    return times[1 + ROUNDS / 2];
  }
}
