package io.frameflow.train.ablation.design;

import io.frameflow.train.ablation.claims.Spread;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All figures that were taken so far, and why some were not. */
public final class Results {

  private final Map<String, SortedMap<Long, Map<Measure, Double>>> figures = new LinkedHashMap<>();
  private final Map<String, SortedMap<Long, String>> failures = new LinkedHashMap<>();

  /** Adds the figures of one seed. */
  public void add(Measurement measurement, long seed, Map<Measure, Double> taken) {
    Map<Measure, Double> kept = new EnumMap<>(Measure.class);
    kept.putAll(taken);
    figures.computeIfAbsent(measurement.id(), id -> new TreeMap<>()).put(seed, kept);
  }

  /** Adds why there are no figures of one seed. */
  public void fail(Measurement measurement, long seed, String reason) {
    failures.computeIfAbsent(measurement.id(), id -> new TreeMap<>()).put(seed, reason);
  }

  /** One figure by seed; seeds without it are left out. */
  public SortedMap<Long, Double> of(Measurement measurement, Measure measure) {
    SortedMap<Long, Double> bySeed = new TreeMap<>();
    figures
        .getOrDefault(measurement.id(), new TreeMap<>())
        .forEach(
            (seed, taken) -> {
              double value = taken.getOrDefault(measure, Double.NaN);
              if (Double.isFinite(value)) {
                bySeed.put(seed, value);
              }
            });
    return bySeed;
  }

  /** Mean and spread of a figure. */
  public Spread spread(Measurement measurement, Measure measure) {
    return Spread.of(of(measurement, measure).values());
  }

  /** All figures of a measurement by seed. */
  public SortedMap<Long, Map<Measure, Double>> of(Measurement measurement) {
    return figures.getOrDefault(measurement.id(), new TreeMap<>());
  }

  /** Why a measurement has no figures, by seed. */
  public SortedMap<Long, String> failures(Measurement measurement) {
    return failures.getOrDefault(measurement.id(), new TreeMap<>());
  }

  /** Whether everything went well. */
  public boolean isComplete() {
    return failures.isEmpty();
  }
}
