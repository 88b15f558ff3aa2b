package io.frameflow.train.runs;

import io.frameflow.detector.boxes.BoxVoting;
import io.frameflow.detector.boxes.Refinement;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.proposals.SelectiveSearch;
import io.frameflow.train.network.Backbones;
import io.frameflow.train.network.Layer.Padding;
import io.frameflow.train.network.PaperNetwork;
import io.frameflow.train.network.PaperNetworks;
import io.frameflow.train.network.Tap;
import io.frameflow.train.sampling.AugmentationOptions;
import io.frameflow.train.sampling.SamplingOptions;
import io.frameflow.train.solver.Filler;
import io.frameflow.train.solver.LayerRates;
import io.frameflow.train.solver.LearningRate;
import io.frameflow.train.solver.LearningRate.Decay;
import io.frameflow.train.solver.SolverOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The settings that were found to work, one recipe per backbone. */
public final class Recipes {

  private static final ModelManifest.Input INPUT = new ModelManifest.Input(480, 640, 16);
  private static final float GRADIENT_CLIP = 5;

  /** For about 1000 proposals. */
  private static final ModelManifest.Thresholds THRESHOLDS = thresholds(3);

  /**
   * For about 300 proposals, of which fewer lie on an object, and images with few objects. Where a
   * hundred cells fill an image, a second look at as many boxes costs .03 mAP.
   */
  private static final ModelManifest.Thresholds FEW_PROPOSALS = thresholds(1).with(refinement(150));

  private static final Map<String, Supplier<Recipe>> BY_BACKBONE =
      new TreeMap<>(
          Map.of(
              "squeezenet", Recipes::squeezeNet,
              "plain", Recipes::plain,
              "plain-lite", Recipes::plainLite,
              "swift", Recipes::swift,
              "caffenet", () -> paper(PaperNetworks.CAFFENET),
              "vgg-cnn-m-1024", () -> paper(PaperNetworks.VGG_CNN_M_1024),
              "vgg16", () -> paper(PaperNetworks.VGG16)));

  private Recipes() {}

  /** The backbones that have a recipe, sorted. */
  public static List<String> names() {
    return List.copyOf(BY_BACKBONE.keySet());
  }

  /**
   * The recipe of a backbone.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static Recipe of(String backbone) {
    Supplier<Recipe> recipe = BY_BACKBONE.get(backbone);
    if (recipe == null) {
      throw new IllegalArgumentException(
          "there is no backbone '%s'; choose one of %s"
              .formatted(backbone, String.join(", ", names())));
    }
    return recipe.get();
  }

  /**
   * Pretrained, frozen through fire4, with a fine map for small objects. Activations of fire4 and
   * fire9 differ by an order of magnitude (RMS about 150 and 14), hence the scales.
   */
  private static Recipe squeezeNet() {
    return new Recipe(
        Backbones.squeezeNet(Padding.SAME, false),
        List.of(new Tap("fire9", 8, 7, 1 / 14f, 128), new Tap("fire4", 4, 3, 1 / 150f, 48)),
        List.of(512, 512),
        INPUT,
        SamplingOptions.defaults().withRoisPerImage(128),
        AugmentationOptions.photos(),
        solver(2400, .015f, .75f, List.of("conv1", "fire2", "fire3", "fire4/conv")),
        new ProposalPlan(LearnedWindows.NAME, 1000),
        THRESHOLDS);
  }

  /** From scratch; trained and served as {@link #plain}, for comparison. */
  private static Recipe swift() {
    return new Recipe(
        Backbones.swift(),
        Backbones.swiftTaps(),
        List.of(512, 512),
        INPUT,
        SamplingOptions.defaults().withRoisPerImage(128),
        AugmentationOptions.photos(),
        solver(1400, .02f, .75f, List.of()),
        new ProposalPlan(LearnedWindows.NAME, 1000),
        THRESHOLDS);
  }

  private static Recipe plain() {
    return new Recipe(
        Backbones.plain(),
        List.of(Tap.of("c5", 8, 4)),
        List.of(512, 512),
        INPUT,
        SamplingOptions.defaults().withRoisPerImage(128),
        AugmentationOptions.photos(),
        solver(1400, .02f, .75f, List.of()),
        new ProposalPlan(LearnedWindows.NAME, 1000),
        THRESHOLDS);
  }

  /**
   * From scratch on drawn streets: many examples and little capacity, so a high rate, many RoIs and
   * no dropout. With the paper's dropout of .5 and a third of the rate it found half as much.
   */
  private static Recipe plainLite() {
    return new Recipe(
        Backbones.plainLite(),
        List.of(Tap.of("c5", 8, 4)),
        List.of(256, 256),
        INPUT,
        SamplingOptions.defaults().withRoisPerImage(128),
        AugmentationOptions.photos(),
        solver(3600, .03f, 1f, List.of()),
        new ProposalPlan(LearnedWindows.NAME, 300),
        FEW_PROPOSALS);
  }

  /** As published (section 4.1): 30,000 steps at .001 and 10,000 at a tenth, on VOC. */
  private static Recipe paper(PaperNetwork network) {
    LearningRate rate = new LearningRate(Decay.STEPS, .001f, 40_000, 0);
    return new Recipe(
        network.backbone(),
        List.of(network.tap()),
        network.hiddenSizes(),
        PaperNetworks.INPUT,
        SamplingOptions.paper(),
        AugmentationOptions.paper(),
        new SolverOptions(rate, .9f, 5e-4f, 0, 1f, .5f, network.frozen(), 1)
            .with(LayerRates.PUBLISHED, Filler.GAUSSIAN),
        new ProposalPlan(SelectiveSearch.NAME, PaperNetworks.PROPOSALS),
        PaperNetworks.THRESHOLDS);
  }

  /**
   * A second look at the best boxes.
   *
   * @param boxes of an image, at most; 0 for none
   */
  public static Refinement refinement(int boxes) {
    return boxes == 0 ? Refinement.NONE : new Refinement(boxes, .95f);
  }

  /**
   * Measured on cells and on drawn streets: votes from .7 on give +.04 to +.06 mAP at IoU .7, and a
   * support of 3 gives +.01 at IoU .5 where there are 1000 proposals.
   */
  private static ModelManifest.Thresholds thresholds(float support) {
    return new ModelManifest.Thresholds(
        .05f, .45f, 100, new BoxVoting(.7f, support), Refinement.NONE);
  }

  private static SolverOptions solver(int steps, float rate, float keep, List<String> frozen) {
    LearningRate learningRate =
        new LearningRate(Decay.COSINE, rate, steps, LearningRate.warmup(steps));
    return new SolverOptions(learningRate, .9f, 5e-4f, GRADIENT_CLIP, 1f, keep, frozen, 1);
  }
}
