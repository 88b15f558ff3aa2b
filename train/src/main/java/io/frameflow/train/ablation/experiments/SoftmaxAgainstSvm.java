package io.frameflow.train.ablation.experiments;

import io.frameflow.train.ablation.design.Bench;
import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.PaperFigures;
import io.frameflow.train.ablation.design.Quantity;
import io.frameflow.train.ablation.design.Variant;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.regions.RegionPlan;
import io.frameflow.train.svm.SvmOptions;
import io.frameflow.train.svm.SvmTraining;
import java.io.IOException;
import java.util.List;

/** Do SVMs outperform the softmax? (section 5.4, table 8). */
final class SoftmaxAgainstSvm {

  private static final double RELATIVE_COST = 5;
  private static final int PASSES = 2;

  private SoftmaxAgainstSvm() {}

  static Experiment of(Variants variants) {
    Variant base = variants.multiTask();
    Cell softmax = Cells.base(variants, "softmax");
    Cell svm =
        Cells.map(
            "svm",
            "SVMs",
            Detections.of(
                "svm", base, RELATIVE_COST, (served, bench) -> trained(served, base, bench)));
    List<Cell> cells = List.of(svm, softmax);
    return new Experiment(
        "svm",
        "Softmax against one-vs-rest SVMs",
        cells,
        svm,
        Quantity.Unit.POINTS,
        List.of(Measure.MAP5095),
        PaperFigures.of("table 8", cells)
            .with("S", .563, .571)
            .with("M", .587, .592)
            .with("L", .668, .669),
        List.of(
            Claim.better(
                "The softmax that is trained along is better than SVMs trained afterwards.",
                "+0.1 to +0.8 points",
                softmax,
                svm),
            Claim.hardlyBetter(
                "SVMs trained afterwards gain less than half a point: one stage is enough.",
                "-0.1 to -0.8 points",
                svm,
                softmax,
                .005)),
        List.of(
            "The SVMs see the last hidden layer of the same network; they are trained as R-CNN"
                + " does, with hard negatives, among which are all objects that nobody"
                + " annotated."));
  }

  private static RegionPlan trained(RegionPlan served, Variant base, Bench bench)
      throws IOException {
    List<AnnotatedImage> images = bench.training().images();
    try (Progress progress = Progress.start("SVMs", (long) PASSES * images.size())) {
      return served.withClassifier(
          SvmTraining.train(
              bench.model(base),
              images,
              SvmOptions.defaults().withSeed(bench.seed()),
              bench.session(),
              progress));
    }
  }
}
