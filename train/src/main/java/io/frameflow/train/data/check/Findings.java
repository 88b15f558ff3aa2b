package io.frameflow.train.data.check;

import io.frameflow.train.data.Cases;
import io.frameflow.train.data.Defect;
import java.util.EnumMap;
import java.util.Map;

/** Defects by kind, as they are found. */
final class Findings {
  private final Map<Defect, Cases.Collector> found = new EnumMap<>(Defect.class);

  void add(Defect kind, String description) {
    found.computeIfAbsent(kind, k -> new Cases.Collector()).add(description);
  }

  /** In the order of the kinds; only what there is. */
  Map<Defect, Cases> cases() {
    Map<Defect, Cases> cases = new EnumMap<>(Defect.class);
    found.forEach((kind, collector) -> cases.put(kind, collector.cases()));
    return cases;
  }
}
