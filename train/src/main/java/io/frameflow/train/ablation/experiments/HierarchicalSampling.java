package io.frameflow.train.ablation.experiments;

import io.frameflow.train.ablation.design.Bench;
import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.Measurement;
import io.frameflow.train.ablation.design.PaperFigures;
import io.frameflow.train.ablation.design.Quantity;
import io.frameflow.train.ablation.design.Variant;
import io.frameflow.train.runs.MetricsLog;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** RoIs from few images against RoIs from as many images as RoIs (section 2.3). */
final class HierarchicalSampling {

  private static final double MUCH_FASTER = 2;

  private HierarchicalSampling() {}

  static Experiment of(Variants variants) {
    Variant few = variants.fewImages();
    Variant many = variants.manyImages();
    Measurement times =
        new Measurement("sampling", List.of(few, many), 0, bench -> take(few, many, bench));
    Cell fewCell = new Cell("few", "2 images", times, Measure.FEW_SECONDS);
    Cell manyCell = new Cell("many", "32 images", times, Measure.MANY_SECONDS);
    return new Experiment(
        "sampling",
        "Hierarchical sampling: 32 RoIs from 2 images or from 32",
        List.of(fewCell, manyCell),
        fewCell,
        Quantity.Unit.TIMES,
        List.of(Measure.TARGET_LOSS, Measure.FEW_STEPS, Measure.MANY_STEPS, Measure.REACHED),
        PaperFigures.of("section 2.3, an estimate for 128 RoIs", List.of(fewCell, manyCell))
            .with("L", 1, 64),
        List.of(
            Claim.above(
                "RoIs from few images lead to the same loss in less than half the time.",
                "about 64 times faster a step, without slower convergence",
                Quantity.ratio("time to the loss", manyCell, fewCell),
                MUCH_FASTER)),
        List.of(
            "The loss to reach is the mean of the last 20 steps from 2 images, of both tasks; times"
                + " are of steps alone. Where 32 images did not reach it in as many steps, their"
                + " time is that of all steps: a lower bound."));
  }

  private static Map<Measure, Double> take(Variant few, Variant many, Bench bench)
      throws IOException {
    List<MetricsLog.Row> fewRows = MetricsLog.read(bench.run(few).metrics());
    List<MetricsLog.Row> manyRows = MetricsLog.read(bench.run(many).metrics());
    double target = LossCurve.of(fewRows).last();
    LossCurve.Arrival first = LossCurve.of(fewRows).arrival(target);
    LossCurve.Arrival second = LossCurve.of(manyRows).arrival(target);
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    figures.put(Measure.TARGET_LOSS, target);
    figures.put(Measure.FEW_SECONDS, first.seconds());
    figures.put(Measure.MANY_SECONDS, second.seconds());
    figures.put(Measure.FEW_STEPS, (double) first.steps());
    figures.put(Measure.MANY_STEPS, (double) second.steps());
    figures.put(Measure.REACHED, second.reached() ? 1. : 0.);
    return figures;
  }
}
