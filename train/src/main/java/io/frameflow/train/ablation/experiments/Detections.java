package io.frameflow.train.ablation.experiments;

import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.ablation.design.Bench;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.Measurement;
import io.frameflow.train.ablation.design.Variant;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.regions.RegionEvaluation;
import io.frameflow.train.regions.RegionPlan;
import io.frameflow.train.runs.MetricsLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measurements of what a variant's model finds in the validation images. */
final class Detections {

  private static final double COST = 16;

  private Detections() {}

  /** How regions are found and judged, perhaps after some work. */
  @FunctionalInterface
  interface Planning {
    RegionPlan plan(RegionPlan served, Bench bench) throws IOException;
  }

  /** As the model is served. */
  static Measurement asServed(Variant variant) {
    return of(variant.id(), variant, 1, (served, bench) -> served);
  }

  /**
   * In another way.
   *
   * @param id of the measurement
   * @param relativeCost compared with a model as it is served
   */
  static Measurement of(String id, Variant variant, double relativeCost, Planning planning) {
    return new Measurement(
        id, List.of(variant), relativeCost * COST, bench -> take(variant, planning, bench));
  }

  private static Map<Measure, Double> take(Variant variant, Planning planning, Bench bench)
      throws IOException {
    ModelPackage model = bench.model(variant);
    RegionPlan plan = planning.plan(RegionPlan.of(model), bench);
    List<AnnotatedImage> images = bench.validation().images();
    RegionEvaluation found;
    try (Progress progress = Progress.start("validation", images.size())) {
      found = RegionEvaluation.run(model, images, plan, bench.session(), progress);
    }
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    figures.put(Measure.MAP50, found.report().map50());
    figures.put(Measure.MAP50_VOC07, found.report().map50Voc07());
    figures.put(Measure.MAP5095, found.report().map5095());
    figures.put(Measure.PROPOSALS, found.proposals());
    figures.put(Measure.RECALL50, found.recall50());
    figures.put(Measure.NETWORK_MILLIS, found.networkMillis());
    figures.put(Measure.STEP_MILLIS, medianStep(bench.run(variant).metrics()));
    return figures;
  }

  private static double medianStep(Path metrics) throws IOException {
    double[] sorted =
        MetricsLog.read(metrics).stream()
            .mapToDouble(MetricsLog.Row::milliseconds)
            .sorted()
            .toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
