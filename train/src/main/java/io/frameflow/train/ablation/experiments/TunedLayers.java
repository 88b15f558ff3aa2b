package io.frameflow.train.ablation.experiments;

import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.PaperFigures;
import io.frameflow.train.ablation.design.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Which layers to fine-tune? (section 4.5, table 5). */
final class TunedLayers {

  /** A point. */
  private static final double HARDLY = .01;

  private TunedLayers() {}

  static Experiment of(Variants variants) {
    Cell heads = Cells.map("heads", "heads only", Detections.asServed(variants.tuneHeads()));
    Cell base =
        Cells.base(variants, variants.freezesLayers() ? "all but the first layers" : "all layers");
    List<Cell> cells = new ArrayList<>(List.of(heads, base));
    List<Claim> claims = new ArrayList<>();
    claims.add(
        Claim.better(
            "Training through RoI pooling, into the convolutions, matters.",
            "+5.5 points",
            base,
            heads));
    if (variants.freezesLayers()) {
      Cell all = Cells.map("all", "all layers", Detections.asServed(variants.tuneAll()));
      cells.add(all);
      claims.add(
          Claim.hardlyBetter(
              "Training the first layers too gains less than a point.",
              "+0.3 points from conv2 on",
              all,
              base,
              HARDLY));
      claims.add(
          Claim.above(
              "Training the first layers too makes a step slower.",
              "1.3 times",
              Quantity.ratio("time of a step", all, Measure.STEP_MILLIS, base, Measure.STEP_MILLIS),
              1));
    }
    return new Experiment(
        "layers",
        "Which layers to fine-tune",
        cells,
        heads,
        Quantity.Unit.POINTS,
        List.of(Measure.MAP5095, Measure.STEP_MILLIS),
        PaperFigures.of("table 5", cells).with("L", .614, .669, .672),
        claims,
        List.of(
            "Heads only leaves the pretrained backbone as it is; convolutions that reduce its"
                + " maps' channels before RoI pooling count as heads."));
  }
}
