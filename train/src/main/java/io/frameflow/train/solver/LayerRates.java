package io.frameflow.train.solver;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How fast single layers learn, as multiples of the step's learning rate.
 *
 * @param biases of all biases: 2 in the paper (section 2.3)
 * @param byPrefix by the start of a weight's name, the longest that fits counts; 0 keeps a layer as
 *     it is
 */
public record LayerRates(float biases, Map<String, Float> byPrefix) {

  /** All layers alike. */
  public static final LayerRates EQUAL = new LayerRates(1, Map.of());

  /** The paper's: biases learn twice as fast. */
  public static final LayerRates PUBLISHED = new LayerRates(2, Map.of());

  /**
   * @throws IllegalArgumentException naming the multiple that is out of range
   */
  public LayerRates {
    // Sorted, as the settings of a run are written down and compared.
    byPrefix = Collections.unmodifiableMap(new TreeMap<>(byPrefix));
    require("biases", biases);
    byPrefix.forEach(LayerRates::require);
  }

  private static void require(String what, float multiple) {
    Settings.require(
        multiple >= 0 && Float.isFinite(multiple),
        "learning rate of " + what + " is " + multiple + " times the usual; it must be 0 or more");
  }

  /**
   * @param trained names of the weights that learn
   * @throws IllegalArgumentException if a rate is of none of them
   */
  void requireFit(Set<String> trained) {
    for (String prefix : byPrefix.keySet()) {
      Settings.require(
          trained.stream().anyMatch(name -> name.startsWith(prefix)),
          "no trained weight starts with '%s', so it has no learning rate".formatted(prefix));
    }
  }

  /** The multiple for a weight. */
  float of(String name) {
    String longest =
        byPrefix.keySet().stream()
            .filter(name::startsWith)
            .reduce((a, b) -> b.length() > a.length() ? b : a)
            .orElse(null);
    float layer = longest == null ? 1 : byPrefix.get(longest);
    return name.endsWith(".bias") ? layer * biases : layer;
  }
}
