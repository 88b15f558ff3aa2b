package io.frameflow.train.ablation.design;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Something that is measured once per seed; several experiments may look at it.
 *
 * @param id names its files; letters, digits and dashes
 * @param variants whose runs it needs
 * @param cost seconds that it takes about; only to foretell times
 */
public record Measurement(String id, List<Variant> variants, double cost, Taking taking) {

  /** Takes the figures of one seed. */
  @FunctionalInterface
  public interface Taking {
    Map<Measure, Double> take(Bench bench) throws IOException;
  }

  public Measurement {
    variants = List.copyOf(variants);
  }
}
