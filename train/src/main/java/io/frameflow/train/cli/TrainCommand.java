package io.frameflow.train.cli;

import io.frameflow.train.compression.ModelCompression;
import io.frameflow.train.compression.SvdPlan;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.formats.DataSets;
import io.frameflow.train.evaluation.report.EvaluationTable;
import io.frameflow.train.runs.Training;
import io.frameflow.train.runs.TrainingData;
import io.frameflow.train.runs.TrainingOptions;
import io.frameflow.train.runs.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code train}: annotated images in, model package out. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Trains a detector on an annotated data set and writes a model package.")
public final class TrainCommand implements Callable<Integer> {

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
      paramLabel = "NAME",
      description = "Split to measure the finished model on (default: none).")
  private String validationSplit;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the run; the model package goes to DIR/model.")
  private Path output;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "Pretrained weights of the backbone, as safetensors or .caffemodel, or the checkpoint of"
              + " another run, heads included (default: from scratch).")
  private Path weights;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the model (default: the data set's folder).")
  private String name;

  @Option(
      names = "--model-version",
      defaultValue = "1",
      paramLabel = "TEXT",
      description = "Version of the model (default: ${DEFAULT-VALUE}).")
  private String modelVersion;

  @Option(
      names = "--checkpoint-every",
      defaultValue = "100",
      paramLabel = "STEPS",
      description = "Steps between checkpoints (default: ${DEFAULT-VALUE}).")
  private int checkpointEvery;

  @Option(names = "--resume", description = "Continue from the run's last checkpoint.")
  private boolean resume;

  @Option(
      names = "--svd",
      split = ",",
      paramLabel = "LAYER=RANK",
      description =
          "Also write a compressed model to DIR/model-svd and compare: layers with the number of"
              + " singular values to keep, such as fc6=256,fc7=64, or, with a per cent sign, the"
              + " part of their energy.")
  private List<String> svd = List.of();

  @Mixin private ValidationFlags validation;

  @Mixin private RecipeOptions recipe;

  @Mixin private RecallFlags recall;

  @Mixin private MachineOptions machine;

  @Override
  public Integer call() throws IOException {
    TrainingOptions options = options();
    PrintWriter out = spec.commandLine().getOut();
    DataSet images = DataSets.open(data, split, null);
    DataSet measured =
        validationSplit == null ? null : DataSets.open(data, validationSplit, images.labels());
    out.println(images.check().summary());
    out.flush();
    TrainingResult result =
        Training.run(
            options,
            TrainingData.of(images),
            Optional.ofNullable(measured),
            line -> {
              out.println(line);
              out.flush();
            });
    result.report().ifPresent(report -> out.print(EvaluationTable.of(report)));
    if (!svd.isEmpty()) {
      compress(result, measured == null ? List.of() : measured.images(), out);
    }
    out.flush();
    return 0;
  }

  private void compress(TrainingResult result, List<AnnotatedImage> images, PrintWriter out)
      throws IOException {
    ModelCompression.Outcome outcome =
        ModelCompression.run(
            result.model(),
            SvdPlan.parse(svd),
            output.resolve("model-svd"),
            images,
            0,
            machine.detector(),
            OptionalInt.empty(),
            out::println);
    out.print(CompressionTable.of(outcome));
  }

  private TrainingOptions options() {
    try {
      SvdPlan.parse(svd);
      recipe.requireWeightsToFreeze(weights != null);
      return new TrainingOptions(
          recipe.recipe(),
          Optional.ofNullable(weights),
          output,
          name == null ? data.toAbsolutePath().normalize().getFileName().toString() : name,
          modelVersion,
          checkpointEvery,
          resume,
          machine.session(),
          validation.plan(validationSplit != null),
          recall.plans());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
