package io.frameflow.bench.growth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured at one amount of work.
 *
 * @param label the amount in words, such as {@code 8 slots}
 * @param work the amount, above 0
 * @param figure median of the turns, above 0
 * @param details other figures by the name of their column, in the order of the columns
 */
public record GrowthRow(String label, double work, double figure, Map<String, Double> details) {

  /**
   * @throws IllegalArgumentException if work or figure cannot be divided by
   */
  public GrowthRow {
    if (!(work > 0 && figure > 0)) {
      throw new IllegalArgumentException(
          "%s: work and figure must be above 0, but are %s and %s".formatted(label, work, figure));
    }
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }
}
