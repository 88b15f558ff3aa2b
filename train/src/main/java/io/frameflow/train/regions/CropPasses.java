package io.frameflow.train.regions;

import io.frameflow.detector.Canvas;
import io.frameflow.detector.InputGeometry;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.train.progress.Progress;
import java.util.List;

/**
 * Regions of an image run through the whole network one by one, as R-CNN does it (Girshick et al.
 * 2014, section 2): cut out, warped to a square, and classified as an image of their own.
 */
final class CropPasses {
  private static final int ROI_SIZE = 5;

  /** Batches whose convolutions are timed alone. */
  private static final int SAMPLE = 3;

  private final RegionNetwork network;
  private final PerRegionOptions options;
  private final Canvas canvas;
  private long nanos;
  private long warpNanos;
  private long sampledNanos;
  private int sampled;

  CropPasses(RegionNetwork network, PerRegionOptions options) {
    this.network = network;
    this.options = options;
    this.canvas = new Canvas(network.manifest().pixelMeans());
  }

  /** Runs all regions, in batches; one batch more before the clock starts. */
  void run(Image image, Boxes regions, Progress progress) {
    warp(image, regions.first(options.batch()));
    pass(network.outputs());
    pass(network.pooled());
    for (int from = 0; from < regions.size(); from += options.batch()) {
      Boxes batch = regions.slice(from, Math.min(regions.size(), from + options.batch()));
      long start = System.nanoTime();
      warp(image, batch);
      long warped = System.nanoTime() - start;
      warpNanos += warped;
      nanos += warped + pass(network.outputs());
      if (from < SAMPLE * options.batch()) {
        sampledNanos += pass(network.pooled());
        sampled += batch.size();
      }
      for (int i = 0; i < batch.size(); i++) {
        progress.step();
      }
    }
  }

  /** Cutting out, warping and the whole network. */
  long nanos() {
    return nanos;
  }

  long warpNanos() {
    return warpNanos;
  }

  /** The network up to RoI pooling, of all regions, by what some of them took. */
  long convolutionNanos(int regions) {
    return Math.round((double) sampledNanos / sampled * regions);
  }

  private void warp(Image image, Boxes batch) {
    int multiple = network.manifest().input().strideMultiple();
    int side = InputGeometry.roundUp(options.crop(), multiple);
    canvas.reset(batch.size(), side, side);
    for (int i = 0; i < batch.size(); i++) {
      Image crop = Crop.of(image, batch.get(i));
      canvas.put(
          i,
          crop,
          new InputGeometry(
              options.crop(),
              options.crop(),
              (float) options.crop() / crop.width(),
              (float) options.crop() / crop.height()));
    }
  }

  /** One region per crop: all of it. */
  private long pass(List<String> wanted) {
    float[] rois = new float[canvas.pages() * ROI_SIZE];
    for (int i = 0; i < canvas.pages(); i++) {
      rois[i * ROI_SIZE] = i;
      rois[i * ROI_SIZE + 3] = options.crop();
      rois[i * ROI_SIZE + 4] = options.crop();
    }
    return SharedPass.timed(network, canvas, rois, wanted);
  }
}
