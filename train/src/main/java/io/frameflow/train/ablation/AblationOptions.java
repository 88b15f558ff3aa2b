package io.frameflow.train.ablation;

import io.frameflow.train.ablation.experiments.Catalogue;
import io.frameflow.train.compression.SvdPlan;
import io.frameflow.train.runs.Recipe;
import io.frameflow.train.solver.SessionSettings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One ablation.
 *
 * @param base what the variants change, already as short as it shall be
 * @param weights pretrained ones
 * @param output its folder
 * @param seeds how many: 1, 2, ...
 * @param experiments ids of those to run
 * @param svd what the svd experiment compresses; empty for a part of each hidden layer
 */
public record AblationOptions(
    Recipe base,
    Optional<Path> weights,
    Path output,
    int seeds,
    Set<String> experiments,
    Optional<SvdPlan> svd,
    SessionSettings session) {

  /**
   * @throws IllegalArgumentException naming what is out of range, or the experiment that there is
   *     not
   */
  public AblationOptions {
    experiments = Collections.unmodifiableSet(new LinkedHashSet<>(experiments));
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds are " + seeds + "; at least 1 is needed");
    }
    for (String id : experiments) {
      if (!Catalogue.IDS.contains(id)) {
        throw new IllegalArgumentException(
            "there is no experiment '%s'; choose from %s"
                .formatted(id, String.join(", ", Catalogue.IDS)));
      }
    }
    if (experiments.equals(Set.of(Catalogue.LAYERS)) && weights.isEmpty()) {
      throw new IllegalArgumentException(
          "the experiment 'layers' freezes pretrained layers; give --weights too");
    }
  }

  /** All experiments. */
  public static Set<String> all() {
    return new LinkedHashSet<>(Catalogue.IDS);
  }

  AblationFolder folder() {
    return new AblationFolder(output);
  }
}
