package io.frameflow.train.ablation.experiments;

import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.PaperFigures;
import io.frameflow.train.ablation.design.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Are more proposals always better? (section 5.5, figure 3). */
final class ProposalCounts {

  private static final List<Integer> COUNTS = List.of(300, 500, 1000, 2000, 4000);
  private static final int FEW = 1000;
  private static final int MOST = 4000;

  /** As many as the paper usually takes. */
  private static final int PAPER = 2000;

  /** Half a point. */
  private static final double HARDLY = .005;

  private ProposalCounts() {}

  static Experiment of(Variants variants) {
    Map<Integer, Cell> byCount = new LinkedHashMap<>();
    for (int count : COUNTS) {
      byCount.put(count, cell(variants, count));
    }
    Cell dense = Cells.map("dense", "dense boxes", Detections.asServed(variants.dense()));
    Cell base = Cells.base(variants, variants.proposalCount() + " as trained");
    List<Cell> cells = new ArrayList<>(byCount.values());
    if (!byCount.containsKey(variants.proposalCount())) {
      cells.add(base);
    }
    cells.add(dense);
    return new Experiment(
        "proposals",
        "Number of proposals, and dense boxes",
        cells,
        byCount.get(PAPER),
        Quantity.Unit.POINTS,
        List.of(Measure.PROPOSALS, Measure.RECALL50, Measure.NETWORK_MILLIS),
        PaperFigures.of("figure 3 and section 5.5", List.of(byCount.get(PAPER), dense))
            .with("M", .592, .529),
        List.of(
            Claim.hardlyBetter(
                "Four times more proposals than 1000 gain less than half a point.",
                "mAP rises and then falls slightly with the count",
                byCount.get(MOST),
                byCount.get(FEW),
                HARDLY),
            Claim.better(
                "Proposals that look at the image are better than a dense set of boxes.",
                "59.2 against 52.9",
                base,
                dense)),
        List.of(
            "Counts are changed at test only; the model is the base. The dense boxes are a fixed"
                + " grid, as many as the base's proposals, in training and at test."));
  }

  private static Cell cell(Variants variants, int count) {
    if (count == variants.proposalCount()) {
      return Cells.map(
          "proposals-" + count, Integer.toString(count), Detections.asServed(variants.multiTask()));
    }
    return Cells.map(
        "proposals-" + count,
        Integer.toString(count),
        Detections.of(
            "proposals-" + count,
            variants.multiTask(),
            Math.max(.7, count / 1500.),
            (served, bench) -> served.withProposalCount(count)));
  }
}
