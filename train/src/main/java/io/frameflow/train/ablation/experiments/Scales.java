package io.frameflow.train.ablation.experiments;

import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.PaperFigures;
import io.frameflow.train.ablation.design.Quantity;
import java.util.List;

/** Scale invariance: by brute force or by finesse? (section 5.2, table 7). */
final class Scales {

  private static final double RELATIVE_COST = 4;

  /** Two points. */
  private static final double LITTLE = .02;

  private static final double MUCH_SLOWER = 2;

  private Scales() {}

  static Experiment of(Variants variants) {
    Cell single = Cells.base(variants, "one scale");
    Cell multi =
        Cells.map(
            "multi-scale",
            "five scales",
            Detections.of(
                "multi-scale",
                variants.multiScale(),
                RELATIVE_COST,
                (served, bench) -> served.withShortSides(variants.shortSides())));
    return new Experiment(
        "scales",
        "One scale against five",
        List.of(single, multi),
        single,
        Quantity.Unit.POINTS,
        List.of(Measure.MAP5095, Measure.NETWORK_MILLIS, Measure.STEP_MILLIS),
        PaperFigures.of("table 7", List.of(single, multi))
            .with("S", .571, .584)
            .with("M", .592, .607),
        List.of(
            Claim.hardlyBetter(
                "Five scales gain less than two points.",
                "+1.3 to +1.5 points",
                multi,
                single,
                LITTLE),
            Claim.above(
                "Five scales make the network more than twice as slow at test.",
                "3.9 to 4.3 times",
                Quantity.ratio(
                    "time of the network",
                    multi,
                    Measure.NETWORK_MILLIS,
                    single,
                    Measure.NETWORK_MILLIS),
                MUCH_SLOWER)),
        List.of(
            "Five scales are .6 to 1.4 of the model's short side, one drawn for an image each time"
                + " in training, and at test the one where a region's area is closest to 224 x 224"
                + " pixels. Other augmentation is that of the recipe in both."));
  }
}
