package io.frameflow.train.cli;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.train.ablation.Ablation;
import io.frameflow.train.ablation.AblationOptions;
import io.frameflow.train.ablation.report.AblationTable;
import io.frameflow.train.compression.SvdPlan;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.formats.DataSets;
import io.frameflow.train.runs.Recipe;
import io.frameflow.train.runs.Recipes;
import io.frameflow.train.solver.LearningRate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code ablate}: the paper's experiments on a data set. */
@Command(
    name = "ablate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs the Fast R-CNN paper's experiments on an annotated data set, with short training runs"
            + " and several seeds, and says which of its claims hold there. The same command again"
            + " goes on where an earlier one was broken off.")
public final class AblateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Data set in Pascal VOC or COCO layout.")
  private Path data;

  @Option(
      names = "--split",
      defaultValue = "train",
      paramLabel = "NAME",
      description = "Split to train on (default: ${DEFAULT-VALUE}).")
  private String split;

  @Option(
      names = "--val-split",
      defaultValue = "val",
      paramLabel = "NAME",
      description = "Split to measure on (default: ${DEFAULT-VALUE}).")
  private String validationSplit;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of runs, figures and report.")
  private Path output;

  @Option(
      names = "--backbone",
      defaultValue = "squeezenet",
      paramLabel = "NAME",
      description = "Network whose recipe is the base (default: ${DEFAULT-VALUE}).")
  private String backbone;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "Pretrained weights of the backbone; without them the experiment about tuned layers is"
              + " left out.")
  private Path weights;

  @Option(
      names = "--steps",
      defaultValue = "500",
      paramLabel = "N",
      description = "Steps of a training run (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--rois-per-image",
      defaultValue = "64",
      paramLabel = "N",
      description = "RoIs of each of a step's images (default: ${DEFAULT-VALUE}).")
  private int roisPerImage;

  @Option(
      names = "--short-side",
      paramLabel = "PIXELS",
      description = "What images are scaled to (default: the recipe's).")
  private Integer shortSide;

  @Option(
      names = "--long-side",
      paramLabel = "PIXELS",
      description = "Limit of the longer side (default: the recipe's).")
  private Integer longSide;

  @Option(
      names = "--proposal-count",
      paramLabel = "N",
      description = "Most proposals of an image (default: the recipe's).")
  private Integer proposalCount;

  @Option(
      names = "--seeds",
      defaultValue = "3",
      paramLabel = "N",
      description = "Seeds, counted from 1; more can be added later (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "EXPERIMENT",
      description =
          "Run just these of multi-task, svd, svm, proposals, layers, scales, sampling and"
              + " per-region; others can be added later (default: all).")
  private List<String> only = List.of();

  @Option(
      names = "--svd",
      split = ",",
      paramLabel = "LAYER=RANK",
      description =
          "What the svd experiment keeps of the fully connected layers (default: three eighths of"
              + " each layer's outputs).")
  private List<String> svd = List.of();

  @Mixin private MachineOptions machine;

  @Override
  public Integer call() throws IOException {
    AblationOptions options = options();
    PrintWriter out = spec.commandLine().getOut();
    DataSet training = DataSets.open(data, split, null);
    DataSet validation = DataSets.open(data, validationSplit, training.labels());
    out.println(training.check().summary());
    out.flush();
    Ablation.Outcome outcome =
        Ablation.run(
            options,
            training,
            validation,
            line -> {
              out.println(line);
              out.flush();
            });
    out.print(AblationTable.of(outcome.experiments(), outcome.results()));
    out.println("report: " + output.resolve("report.html"));
    out.flush();
    return outcome.results().isComplete() ? 0 : 1;
  }

  private AblationOptions options() {
    try {
      return new AblationOptions(
          recipe(),
          Optional.ofNullable(weights),
          output,
          seeds,
          only.isEmpty() ? AblationOptions.all() : new LinkedHashSet<>(only),
          svd.isEmpty() ? Optional.empty() : Optional.of(SvdPlan.parse(svd)),
          machine.session());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Recipe recipe() {
    Recipe base = Recipes.of(backbone);
    LearningRate rate =
        new LearningRate(
            LearningRate.Decay.COSINE,
            base.solver().learningRate().base(),
            steps,
            LearningRate.warmup(steps));
    ModelManifest.Input input = base.input();
    return base.withInput(
            new ModelManifest.Input(
                shortSide == null ? input.shortSide() : shortSide,
                longSide == null ? input.longSide() : longSide,
                input.strideMultiple()))
        .withSampling(base.sampling().withRoisPerImage(roisPerImage), base.augmentation())
        .withSolver(base.solver().withLearningRate(rate))
        .withProposals(
            proposalCount == null ? base.proposals() : base.proposals().withCount(proposalCount),
            base.thresholds());
  }
}
