package io.frameflow.train.ablation.experiments;

import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.PaperFigures;
import io.frameflow.train.ablation.design.Quantity;
import java.util.List;

/** Does training for both tasks help? (section 5.1, table 6). */
final class MultiTask {

  private MultiTask() {}

  static Experiment of(Variants variants) {
    Cell classification =
        Cells.map(
            "classification-only",
            "classification only",
            Detections.of(
                "classification-only",
                variants.classificationOnly(),
                1,
                (served, bench) -> served.withoutBoxRegression()));
    Cell noBoxes =
        Cells.map(
            "multi-task-no-boxes",
            "multi-task, no boxes at test",
            Detections.of(
                "multi-task-no-boxes",
                variants.multiTask(),
                1,
                (served, bench) -> served.withoutBoxRegression()));
    Cell stageWise =
        Cells.map("stage-wise", "stage-wise", Detections.asServed(variants.stageWise()));
    Cell multiTask = Cells.base(variants, "multi-task");
    List<Cell> cells = List.of(classification, noBoxes, stageWise, multiTask);
    return new Experiment(
        "multi-task",
        "Multi-task training",
        cells,
        classification,
        Quantity.Unit.POINTS,
        List.of(Measure.MAP5095),
        PaperFigures.of("table 6", cells)
            .with("S", .522, .533, .546, .571)
            .with("M", .547, .555, .566, .592)
            .with("L", .626, .634, .640, .669),
        List.of(
            Claim.better(
                "Learning boxes along makes the classifier better, even if boxes are not used.",
                "+0.8 to +1.1 points",
                noBoxes,
                classification),
            Claim.better(
                "Learning both at once is better than boxes after classes.",
                "+2.5 to +2.9 points",
                multiTask,
                stageWise),
            Claim.better(
                "Box regression at test makes detections better.",
                "+3.5 to +3.8 points",
                multiTask,
                noBoxes)),
        List.of(
            "Classification only is trained with lambda 0; stage-wise goes on from there for as"
                + " many steps with all layers frozen but the box layer."));
  }
}
