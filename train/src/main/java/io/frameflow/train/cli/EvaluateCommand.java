package io.frameflow.train.cli;

import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.formats.DataSets;
import io.frameflow.train.evaluation.ModelEvaluation;
import io.frameflow.train.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code evaluate}: average precision of a model on an annotated data set. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Measures a model's average precision on an annotated data set.")
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Model package (the folder with model.json).")
  private Path model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Data set in Pascal VOC or COCO layout.")
  private Path data;

  @Option(
      names = "--split",
      defaultValue = "val",
      paramLabel = "NAME",
      description = "Split to evaluate on (default: ${DEFAULT-VALUE}).")
  private String split;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the figures to this file as JSON.")
  private Path json;

  @Option(
      names = "--batch",
      defaultValue = "4",
      paramLabel = "N",
      description = "Images per run of the network (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the network (default: one per processor).")
  private Integer threads;

  @Option(
      names = "--score-threshold",
      paramLabel = "P",
      description = "Least score of a detection (default: the model's own).")
  private Float scoreThreshold;

  @Option(
      names = "--nms-threshold",
      paramLabel = "IOU",
      description = "Overlap above which the weaker box goes (default: the model's own).")
  private Float nmsThreshold;

  @Override
  public Integer call() throws IOException {
    DetectorOptions options = options();
    ModelPackage modelPackage = ModelPackage.open(model);
    DataSet images = DataSets.open(data, split, modelPackage.manifest().labels());
    PrintWriter out = spec.commandLine().getOut();
    out.println(images.check().summary());
    ModelEvaluation evaluation;
    try (ImageDecoder decoder = new ImageDecoder();
        Detector detector = Detector.load(modelPackage, options);
        Progress progress = Progress.start("evaluate", images.images().size())) {
      evaluation = ModelEvaluation.run(images, decoder, detector::detect, batch, progress);
    }
    out.print(EvaluationTable.of(evaluation.report()));
    out.println(evaluation.times().summary());
    out.flush();
    if (json != null) {
      write(json, evaluation.report().toJson() + System.lineSeparator());
    }
    return 0;
  }

  private DetectorOptions options() {
    if (batch < 1) {
      throw new ParameterException(
          spec.commandLine(), "--batch is " + batch + "; it must be at least 1");
    }
    try {
      DetectorOptions options =
          DetectorOptions.defaults()
              .withScoreThreshold(scoreThreshold)
              .withNmsThreshold(nmsThreshold);
      return threads == null ? options : options.withThreads(threads);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException("the figures cannot be written to " + file + ": " + e.getMessage(), e);
    }
    WholeFile.write(file, text);
  }
}
