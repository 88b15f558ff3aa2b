package io.frameflow.train.cli;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.train.runs.ProposalPlan;
import io.frameflow.train.runs.PublishedSettings;
import io.frameflow.train.runs.Recipe;
import io.frameflow.train.runs.Recipes;
import io.frameflow.train.sampling.AugmentationOptions;
import io.frameflow.train.sampling.SamplingOptions;
import io.frameflow.train.solver.LearningRate;
import io.frameflow.train.solver.SolverOptions;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags that pick a recipe and change it; what is not given stays as the recipe has it. */
final class RecipeOptions {

  @Option(
      names = "--backbone",
      defaultValue = "squeezenet",
      paramLabel = "NAME",
      description =
          "squeezenet, plain, plain-lite, swift, or the paper's caffenet, vgg-cnn-m-1024 and"
              + " vgg16, each with a recipe (default: ${DEFAULT-VALUE}).")
  private String backbone;

  @Option(
      names = "--as-published",
      description =
          "Train as the paper does (section 2.3): 2 images of 64 RoIs, rate .001 in steps, biases"
              + " twice as fast, mirrored images only; other flags still count.")
  private boolean asPublished;

  @Mixin private LayerFlags layers;
  @Mixin private HeadFlags heads;

  @Option(names = "--steps", paramLabel = "N", description = "Steps of the whole run.")
  private Integer steps;

  @Option(names = "--images-per-batch", paramLabel = "N", description = "Images in a step.")
  private Integer imagesPerBatch;

  @Option(names = "--rois-per-image", paramLabel = "N", description = "RoIs of each image.")
  private Integer roisPerImage;

  @Option(
      names = "--foreground-fraction",
      paramLabel = "F",
      description = "Share of the RoIs that show an object.")
  private Float foregroundFraction;

  @Option(
      names = "--foreground-iou",
      paramLabel = "IOU",
      description = "Least overlap of a RoI with the object that it shows.")
  private Float foregroundIou;

  @Option(
      names = "--background-iou",
      split = ",",
      paramLabel = "LO,HI",
      description = "Overlap of background RoIs; HI is the foreground's IoU.")
  private List<Float> backgroundIou;

  @Option(names = "--learning-rate", paramLabel = "R", description = "Highest learning rate.")
  private Float learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "S",
      description = "How the learning rate falls: steps (as in the paper) or cosine.")
  private String schedule;

  @Option(names = "--warmup", paramLabel = "N", description = "Steps of a rising learning rate.")
  private Integer warmup;

  @Option(names = "--lambda", paramLabel = "L", description = "Weight of the box loss.")
  private Float lambda;

  @Option(names = "--weight-decay", paramLabel = "D", description = "L2 penalty on weights.")
  private Float weightDecay;

  @Option(names = "--momentum", paramLabel = "M", description = "Momentum of the descent.")
  private Float momentum;

  @Option(
      names = "--gradient-clip",
      paramLabel = "G",
      description = "Largest norm of all gradients together; 0 for no limit.")
  private Float gradientClip;

  @Option(
      names = "--keep",
      paramLabel = "P",
      description = "Probability of keeping a hidden value in dropout; 1 for no dropout.")
  private Float keep;

  @Option(
      names = "--freeze",
      split = ",",
      paramLabel = "PREFIX",
      description = "Pretrained layers that are not trained, by the start of their names, or none.")
  private List<String> freeze;

  @Option(names = "--seed", paramLabel = "N", description = "Decides every random choice.")
  private Long seed;

  @Option(
      names = "--proposals",
      paramLabel = "METHOD",
      description =
          "learned-windows, fixed-grid, or selective-search with the paper's strategies fast"
              + " (usual) and quality, or video: selective-search:quality.")
  private String proposals;

  @Option(names = "--proposal-count", paramLabel = "N", description = "Most regions of an image.")
  private Integer proposalCount;

  @Option(names = "--short-side", paramLabel = "PX", description = "Short side of the input.")
  private Integer shortSide;

  @Option(names = "--long-side", paramLabel = "PX", description = "Limit of the long side.")
  private Integer longSide;

  @Option(
      names = "--nms",
      paramLabel = "IOU",
      description = "Overlap above which the served model drops the weaker of two boxes.")
  private Float nms;

  @Option(
      names = "--box-voting",
      split = ",",
      paramLabel = "IOU[,SUPPORT]",
      description =
          "Overlap from which a dropped box still moves the kept one in the served model, 1 for"
              + " none, and the votes that a box needs to keep its score.")
  private List<Float> boxVoting;

  @Option(
      names = "--refine",
      paramLabel = "BOXES",
      description = "Boxes of an image that the served model looks at twice, 0 for none.")
  private Integer refine;

  @Option(
      names = "--augment",
      split = ",",
      paramLabel = "KIND",
      description =
          "Random changes of the images: hflip, vflip, transpose, scale, colour, stretch (the last"
              + " three with an amount: scale=.3), or a set alone: photos, any-direction (for"
              + " pictures without an up and down, such as a microscope's), none.")
  private List<String> augment;

  @Option(
      names = "--scales",
      split = ",",
      paramLabel = "PX",
      description = "Multi-scale training: short sides, one is drawn for an image each time.")
  private List<Integer> scales;

  /**
   * The backbone's recipe with the given changes.
   *
   * @throws IllegalArgumentException naming the value that is out of range
   */
  Recipe recipe() {
    Recipe base = asPublished ? PublishedSettings.of(Recipes.of(backbone)) : Recipes.of(backbone);
    ModelManifest.Thresholds thresholds = base.thresholds();
    return heads
        .apply(base)
        .withInput(
            new ModelManifest.Input(
                or(shortSide, base.input().shortSide()),
                or(longSide, base.input().longSide()),
                base.input().strideMultiple()))
        .withSampling(sampling(base.sampling()), augmentation(base.augmentation()))
        .withSolver(solver(base.solver()))
        .withProposals(
            proposals(base.proposals()),
            new ModelManifest.Thresholds(
                thresholds.score(),
                or(nms, thresholds.nms()),
                thresholds.maxDetections(),
                or(VotingText.parse(boxVoting), thresholds.voting()),
                refine == null ? thresholds.refinement() : Recipes.refinement(refine)));
  }

  private ProposalPlan proposals(ProposalPlan base) {
    int count = or(proposalCount, base.count());
    return proposals == null ? base.withCount(count) : ProposalPlan.of(proposals, count);
  }

  private SamplingOptions sampling(SamplingOptions base) {
    float foreground = or(foregroundIou, base.foregroundIou());
    float low = base.backgroundIouLow();
    if (backgroundIou != null) {
      if (backgroundIou.size() != 2) {
        throw new IllegalArgumentException("--background-iou needs two numbers, such as .1,.5");
      }
      low = backgroundIou.get(0);
      if (backgroundIou.get(1) != foreground) {
        throw new IllegalArgumentException(
            "--background-iou ends at %s, but must end where the foreground begins, at %s"
                .formatted(backgroundIou.get(1), foreground));
      }
    }
    return new SamplingOptions(
        or(imagesPerBatch, base.imagesPerBatch()),
        or(roisPerImage, base.roisPerImage()),
        or(foregroundFraction, base.foregroundShare()),
        foreground,
        low,
        base.classBalancedShare(),
        base.addGroundTruth(),
        base.jitteredPerObject(),
        base.jitterDeviation());
  }

  private AugmentationOptions augmentation(AugmentationOptions base) {
    AugmentationOptions changes = augment == null ? base : Augmentations.parse(augment);
    return scales == null ? changes : changes.withScales(scales);
  }

  private SolverOptions solver(SolverOptions base) {
    LearningRate rate = base.learningRate();
    int length = or(steps, rate.steps());
    SolverOptions changed =
        new SolverOptions(
            new LearningRate(
                schedule == null
                    ? rate.decay()
                    : Words.parse(LearningRate.Decay.class, "--schedule", schedule),
                or(learningRate, rate.base()),
                length,
                or(warmup, rate.warmupSteps() == 0 ? 0 : LearningRate.warmup(length))),
            or(momentum, base.momentum()),
            or(weightDecay, base.weightDecay()),
            or(gradientClip, base.gradientClip()),
            or(lambda, base.lambda()),
            or(keep, base.keepProbability()),
            frozen(base.frozen()),
            or(seed, base.seed()));
    return layers.apply(changed.with(base.rates(), base.filler()));
  }

  private List<String> frozen(List<String> base) {
    if (freeze == null) {
      return base;
    }
    return freeze.equals(List.of("none")) ? List.of() : List.copyOf(freeze);
  }

  /**
   * @throws IllegalArgumentException if layers are to be frozen that start at random
   */
  void requireWeightsToFreeze(boolean weightsGiven) {
    if (freeze != null && !frozen(List.of()).isEmpty() && !weightsGiven) {
      throw new IllegalArgumentException(
          "--freeze needs pretrained layers; give --weights too, or train all layers");
    }
  }

  private static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
