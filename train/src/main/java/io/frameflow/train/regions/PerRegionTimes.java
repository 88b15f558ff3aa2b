package io.frameflow.train.regions;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.detector.proposals.ProposalMethods;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;

/**
 * What an image costs when every region goes through the whole network (R-CNN), against one pass
 * that all regions share (Fast R-CNN, section 4.4). Finding the regions costs both the same and is
 * left out.
 *
 * @param proposed regions that the model's own method found; the others are a fixed grid's
 * @param options crop and batch
 * @param shared the one pass
 * @param perRegionNanos cutting out and warping all regions, and the network
 * @param warpNanos cutting out and warping alone
 * @param convolutionNanos the network up to RoI pooling alone, of all regions, by the time of the
 *     first few batches
 */
public record PerRegionTimes(
    int proposed,
    PerRegionOptions options,
    SharedPass shared,
    long perRegionNanos,
    long warpNanos,
    long convolutionNanos) {

  /** Regions of both ways. */
  public int regions() {
    return shared.regions();
  }

  public long sharedNanos() {
    return shared.nanos();
  }

  /** Fully connected layers of the per-region way. */
  public long headNanos() {
    return Math.max(0, perRegionNanos - warpNanos - convolutionNanos);
  }

  /** How many times longer an image takes region by region. */
  public double ratio() {
    return (double) perRegionNanos / sharedNanos();
  }

  /** Pixels of all crops over those of the scaled image: what there is to gain. */
  public double pixelRatio() {
    double crops = (double) regions() * options.crop() * options.crop();
    return crops / ((double) shared.width() * shared.height());
  }

  /**
   * Measures both ways on the same regions: the model's own proposals, and where these are fewer
   * than wanted, boxes of a fixed grid, for the time depends on their number alone.
   *
   * @param progress one step per region; stays the caller's to close
   * @throws IOException if the model cannot be read
   * @throws IllegalArgumentException if the crops are larger than the model's images
   */
  public static PerRegionTimes measure(
      ModelPackage model,
      Image image,
      PerRegionOptions options,
      SessionSettings settings,
      Progress progress)
      throws IOException {
    int longest = model.manifest().input().longSide();
    if (options.crop() > longest) {
      throw new IllegalArgumentException(
          "crops of %d pixels are larger than the model's images; choose at most %d"
              .formatted(options.crop(), longest));
    }
    Boxes own = proposals(model, image, options.proposals());
    Boxes regions = filled(own, image, options.proposals());
    try (RegionNetwork network = RegionNetwork.load(model, settings)) {
      SharedPass shared = SharedPass.measure(network, image, regions);
      CropPasses crops = new CropPasses(network, options);
      crops.run(image, regions, progress);
      return new PerRegionTimes(
          own.size(),
          options,
          shared,
          crops.nanos(),
          crops.warpNanos(),
          crops.convolutionNanos(regions.size()));
    }
  }

  /**
   * The shared pass alone, of another model with as many regions, such as a compressed one.
   *
   * @throws IOException if the model cannot be read
   */
  public static SharedPass sharedPass(
      ModelPackage model, Image image, int regions, SessionSettings settings) throws IOException {
    Boxes boxes = filled(proposals(model, image, regions), image, regions);
    return SharedPass.measure(model, image, boxes, settings);
  }

  private static Boxes proposals(ModelPackage model, Image image, int count) throws IOException {
    return ProposalMethods.load(model.directory(), model.manifest().proposals())
        .propose(image, count);
  }

  static Boxes filled(Boxes own, Image image, int count) {
    return own.size() >= count
        ? own
        : own.concat(new FixedGrid().propose(image, count)).first(count);
  }
}
