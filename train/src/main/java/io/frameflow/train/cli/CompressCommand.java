package io.frameflow.train.cli;

import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.compression.ModelCompression;
import io.frameflow.train.compression.SvdPlan;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.formats.DataSets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code compress}: truncated SVD of a finished model's fully connected layers. */
@Command(
    name = "compress",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Replaces fully connected layers by two of low rank (truncated SVD), writes the smaller"
            + " model package, and prints time and, with --data, accuracy before and after.")
public final class CompressCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      description = "Model package (the folder with model.json), or the folder of a run.")
  private Path model;

  @Option(
      names = "--svd",
      required = true,
      split = ",",
      paramLabel = "LAYER=RANK",
      description =
          "Layers with the number of singular values to keep, such as fc6=256,fc7=64, or, with a"
              + " per cent sign, the part of their energy.")
  private List<String> svd;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the new model package.")
  private Path output;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data set in Pascal VOC layout to measure accuracy and total time on.")
  private Path data;

  @Option(
      names = "--split",
      defaultValue = "val",
      paramLabel = "NAME",
      description = "List in ImageSets/Main to measure on (default: ${DEFAULT-VALUE}).")
  private String split;

  @Option(
      names = "--rois",
      defaultValue = "0",
      paramLabel = "N",
      description = "RoIs to time the head with (default: as many as the model proposes).")
  private int rois;

  @Option(
      names = "--proposal-count",
      paramLabel = "N",
      description =
          "Most regions of an image that the new model looks at (default: as many as the old one).")
  private Integer proposalCount;

  @Mixin private ServingOptions serving;

  @Override
  public Integer call() throws IOException {
    SvdPlan plan;
    DetectorOptions options;
    try {
      plan = SvdPlan.parse(svd);
      options = serving.options();
      if (rois < 0) {
        throw new IllegalArgumentException("--rois is " + rois + "; it must be at least 1");
      }
      if (proposalCount != null && proposalCount < 1) {
        throw new IllegalArgumentException(
            "--proposal-count is " + proposalCount + "; it must be at least 1");
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter console = spec.commandLine().getOut();
    ModelPackage source = ModelPackage.open(ModelFolder.packageOf(model));
    List<AnnotatedImage> images =
        data == null ? List.of() : DataSets.open(data, split, source.manifest().labels()).images();
    ModelCompression.Outcome outcome =
        ModelCompression.run(
            source,
            plan,
            output,
            images,
            rois,
            options,
            proposalCount == null ? OptionalInt.empty() : OptionalInt.of(proposalCount),
            line -> {
              console.println(line);
              console.flush();
            });
    console.print(CompressionTable.of(outcome));
    console.println("model package: " + output);
    console.flush();
    return 0;
  }
}
