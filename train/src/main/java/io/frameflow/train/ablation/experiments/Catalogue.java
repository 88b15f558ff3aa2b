package io.frameflow.train.ablation.experiments;

import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.compression.SvdPlan;
import io.frameflow.train.runs.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The experiments that there are. */
public final class Catalogue {

  /** The one that makes no sense from random weights. */
  public static final String LAYERS = "layers";

  /** All ids, in the order in which they are run. */
  public static final List<String> IDS =
      List.of("multi-task", "svd", "svm", "proposals", LAYERS, "scales", "sampling", "per-region");

  private Catalogue() {}

  /**
   * Some of the experiments. TensorFlow must be loaded.
   *
   * @param base what the variants change
   * @param classes of the data set
   * @param ids which; those that need pretrained weights are left out where there are none
   * @param pretrained whether there are
   * @param svd what is compressed; empty for three eighths of every hidden layer
   */
  public static List<Experiment> of(
      Recipe base, int classes, Set<String> ids, boolean pretrained, Optional<SvdPlan> svd) {
    Variants variants = new Variants(base, classes);
    List<Experiment> experiments = new ArrayList<>();
    for (String id : IDS) {
      if (ids.contains(id) && (pretrained || !id.equals(LAYERS))) {
        experiments.add(make(id, variants, svd));
      }
    }
    return experiments;
  }

  private static Experiment make(String id, Variants variants, Optional<SvdPlan> svd) {
    return switch (id) {
      case "multi-task" -> MultiTask.of(variants);
      case "svd" ->
          TruncatedHeads.of(
              variants, svd.orElseGet(() -> TruncatedHeads.plan(variants.hiddenSizes())));
      case "svm" -> SoftmaxAgainstSvm.of(variants);
      case "proposals" -> ProposalCounts.of(variants);
      case LAYERS -> TunedLayers.of(variants);
      case "scales" -> Scales.of(variants);
      case "sampling" -> HierarchicalSampling.of(variants);
      case "per-region" -> PerRegion.of(variants);
      default -> throw new IllegalArgumentException("there is no experiment '%s'".formatted(id));
    };
  }
}
