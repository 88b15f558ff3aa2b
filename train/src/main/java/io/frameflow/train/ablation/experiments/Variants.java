package io.frameflow.train.ablation.experiments;

import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.train.ablation.design.Variant;
import io.frameflow.train.network.HeadNames;
import io.frameflow.train.network.NetworkShapes;
import io.frameflow.train.runs.ProposalPlan;
import io.frameflow.train.runs.Recipe;
import io.frameflow.train.sampling.SamplingOptions;
import io.frameflow.train.solver.LearningRate;
import io.frameflow.train.solver.SolverOptions;
import java.util.List;
import java.util.Optional;

/**
 * What is trained: the base recipe and its variants, each of which changes one thing. TensorFlow
 * must be loaded.
 */
final class Variants {

  /** Of the input's short side, for five scales as in the paper (section 5.2). */
  private static final List<Float> SCALES = List.of(.6f, .8f, 1f, 1.2f, 1.4f);

  private static final int LEAST_SHORT_SIDE = 16;

  private static final int SAMPLED_ROIS = 32;
  private static final int FEW_IMAGES = 2;

  /** A step from 32 images takes about a dozen steps from 2, so that these runs are short. */
  private static final int SAMPLING_STEPS = 40;

  private final Recipe base;
  private final int classes;

  /**
   * @param base already as short as it shall be
   * @param classes of the data set
   */
  Variants(Recipe base, int classes) {
    this.base = base;
    this.classes = classes;
  }

  /** Regions at test as the base model is served. */
  int proposalCount() {
    return base.proposals().count();
  }

  int longSide() {
    return base.input().longSide();
  }

  List<Integer> hiddenSizes() {
    return base.hiddenSizes();
  }

  /** Whether the base recipe freezes layers. */
  boolean freezesLayers() {
    return !base.solver().frozen().isEmpty();
  }

  /** The base: both losses, layers frozen as the recipe says, one scale. */
  Variant multiTask() {
    return of("multi-task", base, 1);
  }

  /** Without the box loss. */
  Variant classificationOnly() {
    return of("classification-only", base.withSolver(base.solver().withLambda(0)), 1);
  }

  /** The box layer alone, behind the finished layers of classification. */
  Variant stageWise() {
    List<String> others =
        NetworkShapes.of(base.network(classes)).keySet().stream()
            .filter(name -> !name.startsWith(HeadNames.BOXES))
            .toList();
    SolverOptions solver = base.solver().withFrozen(others);
    return new Variant(
        "stage-wise", base.withSolver(solver), Optional.of(classificationOnly()), .5);
  }

  /** The whole backbone frozen; what reduces its maps' channels belongs to the heads and learns. */
  Variant tuneHeads() {
    List<String> backbone = List.copyOf(NetworkShapes.of(base.backbone()).keySet());
    return of("tune-heads", base.withSolver(base.solver().withFrozen(backbone)), .7);
  }

  /** Nothing frozen. */
  Variant tuneAll() {
    return of("tune-all", base.withSolver(base.solver().withFrozen(List.of())), 2);
  }

  /** Every image at one of five scales each time it is seen. */
  Variant multiScale() {
    return of(
        "multi-scale",
        base.withSampling(base.sampling(), base.augmentation().withScales(shortSides())),
        1.2);
  }

  /** The short sides of multi-scale training and test, pixels. */
  List<Integer> shortSides() {
    return SCALES.stream()
        .map(scale -> Math.max(LEAST_SHORT_SIDE, Math.round(scale * base.input().shortSide())))
        .distinct()
        .toList();
  }

  /** Boxes of a fixed grid in the proposals' place, as many as those. */
  Variant dense() {
    ProposalPlan grid = new ProposalPlan(FixedGrid.NAME, proposalCount());
    return of("dense", base.withProposals(grid, base.thresholds()), 1);
  }

  /** 32 RoIs from 2 images. */
  Variant fewImages() {
    return sampling("few-images", FEW_IMAGES, .7);
  }

  /** 32 RoIs from 32 images. */
  Variant manyImages() {
    return sampling("many-images", SAMPLED_ROIS, 17);
  }

  private Variant sampling(String id, int images, double cost) {
    LearningRate rate = base.solver().learningRate();
    SamplingOptions sampling =
        base.sampling().withImagesPerBatch(images).withRoisPerImage(SAMPLED_ROIS / images);
    SolverOptions solver =
        base.solver()
            .withLearningRate(
                new LearningRate(
                    rate.decay(),
                    rate.base(),
                    SAMPLING_STEPS,
                    LearningRate.warmup(SAMPLING_STEPS)));
    return of(id, base.withSampling(sampling, base.augmentation()).withSolver(solver), cost);
  }

  private static Variant of(String id, Recipe recipe, double cost) {
    return new Variant(id, recipe, Optional.empty(), cost);
  }
}
