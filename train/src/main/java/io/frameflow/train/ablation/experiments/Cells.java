package io.frameflow.train.ablation.experiments;

import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.Measurement;

/** Cells that are compared by mAP@.5. */
final class Cells {

  private Cells() {}

  static Cell map(String id, String label, Measurement measurement) {
    return new Cell(id, label, measurement, Measure.MAP50);
  }

  /** The base model as it is served. */
  static Cell base(Variants variants, String label) {
    return map("base", label, Detections.asServed(variants.multiTask()));
  }
}
