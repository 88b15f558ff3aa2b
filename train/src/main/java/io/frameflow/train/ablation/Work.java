package io.frameflow.train.ablation;

import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measurement;
import io.frameflow.train.ablation.design.Variant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One thing to do for one seed: a training run or a measurement.
 *
 * @param variant to train, or null
 * @param measurement to take, or null
 */
record Work(Variant variant, Measurement measurement, long seed) {

  /** About the seconds of a step of the base variant, so that costs have one unit. */
  private static final double STEP_SECONDS = .3;

  /** All that some experiments need for a seed, in an order in which it can be done. */
  static List<Work> of(List<Experiment> experiments, long seed) {
    List<Work> list = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Experiment experiment : experiments) {
      for (Measurement measurement : experiment.measurements()) {
        measurement.variants().forEach(variant -> add(variant, seed, known, list));
        if (known.add("measurement " + measurement.id())) {
          list.add(new Work(null, measurement, seed));
        }
      }
    }
    return list;
  }

  private static void add(Variant variant, long seed, Set<String> known, List<Work> list) {
    variant.startsFrom().ifPresent(before -> add(before, seed, known, list));
    if (known.add("variant " + variant.id())) {
      list.add(new Work(variant, null, seed));
    }
  }

  boolean isTraining() {
    return variant != null;
  }

  /** What is done, for people. */
  String words() {
    return isTraining()
        ? "training %s, seed %d".formatted(variant.id(), seed)
        : "measuring %s, seed %d".formatted(measurement.id(), seed);
  }

  /** Seconds that it takes about, on a machine like the one that costs were found on. */
  double cost() {
    return isTraining()
        ? variant.steps() * variant.relativeCost() * STEP_SECONDS
        : measurement.cost();
  }
}
