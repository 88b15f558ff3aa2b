package io.frameflow.train.ablation.experiments;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.ablation.design.Bench;
import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.Measurement;
import io.frameflow.train.ablation.design.PaperFigures;
import io.frameflow.train.ablation.design.Quantity;
import io.frameflow.train.ablation.design.Variant;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.regions.PerRegionOptions;
import io.frameflow.train.regions.PerRegionTimes;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One pass for each region, as in R-CNN, against one that all share (section 4.4, table 4). */
final class PerRegion {

  private static final double COST = 40;
  private static final double MUCH_FASTER = 10;

  private PerRegion() {}

  static Experiment of(Variants variants) {
    Variant base = variants.multiTask();
    Measurement times =
        new Measurement(
            "per-region", List.of(base), COST, bench -> take(base, variants.longSide(), bench));
    Cell shared = new Cell("shared", "shared pass", times, Measure.SHARED_MILLIS);
    Cell single = new Cell("per-region", "region by region", times, Measure.PER_REGION_MILLIS);
    return new Experiment(
        "per-region",
        "One pass for each region against a shared one",
        List.of(shared, single),
        shared,
        Quantity.Unit.TIMES,
        List.of(Measure.REGIONS),
        PaperFigures.of("table 4, about 2000 regions on a GPU", List.of(shared, single))
            .with("S", .10, 9.8)
            .with("M", .15, 12.1)
            .with("L", .32, 47.0),
        List.of(
            Claim.above(
                "Sharing the convolutions makes an image more than ten times faster.",
                "80 to 146 times, up to 213 with SVD",
                Quantity.ratio("time of the network", single, shared),
                MUCH_FASTER)),
        List.of(
            "The network alone, of one validation image a seed, with as many regions as the model"
                + " is served with; the paper's are seconds an image."));
  }

  private static Map<Measure, Double> take(Variant base, int longSide, Bench bench)
      throws IOException {
    ModelPackage model = bench.model(base);
    List<AnnotatedImage> images = bench.validation().images();
    AnnotatedImage image = images.get((int) Math.floorMod(bench.seed() - 1, (long) images.size()));
    PerRegionOptions defaults = PerRegionOptions.defaults();
    PerRegionOptions options =
        new PerRegionOptions(
            model.manifest().proposals().count(),
            Math.min(defaults.crop(), longSide),
            defaults.batch());
    try (ImageDecoder decoder = new ImageDecoder();
        Progress progress = Progress.start("regions", options.proposals())) {
      Image pixels = DecodedImages.read(image, decoder);
      PerRegionTimes times =
          PerRegionTimes.measure(model, pixels, options, bench.session(), progress);
      Map<Measure, Double> figures = new EnumMap<>(Measure.class);
      figures.put(Measure.REGIONS, (double) times.regions());
      figures.put(Measure.SHARED_MILLIS, times.sharedNanos() / 1e6);
      figures.put(Measure.PER_REGION_MILLIS, times.perRegionNanos() / 1e6);
      return figures;
    }
  }
}
