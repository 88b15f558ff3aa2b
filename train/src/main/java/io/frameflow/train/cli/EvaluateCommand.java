package io.frameflow.train.cli;

import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.formats.DataSets;
import io.frameflow.train.evaluation.ModelEvaluation;
import io.frameflow.train.evaluation.ScoredBox;
import io.frameflow.train.evaluation.diagnosis.Diagnosis;
import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import io.frameflow.train.evaluation.report.DiagnosisText;
import io.frameflow.train.evaluation.report.EvaluationFolder;
import io.frameflow.train.evaluation.results.CocoResults;
import io.frameflow.train.evaluation.results.KnownNames;
import io.frameflow.train.evaluation.results.ResultsReader;
import io.frameflow.train.evaluation.results.VocResults;
import io.frameflow.train.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code evaluate}: what detections are worth on an annotated data set. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures a model, or detections from files, on an annotated data set: average precision"
            + " by the rules of Pascal VOC and COCO, calibration, times, and with --out all else.")
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DetectionSource source;

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
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write all tables, evaluation.json and pictures (precision-recall, reliability,"
              + " confusion, recall of the proposals) into this folder.")
  private Path out;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the figures to this file as JSON.")
  private Path json;

  @Option(
      names = "--write-results",
      paramLabel = "FILE",
      description =
          "Write the model's detections for other programs: COCO results where FILE ends in .json,"
              + " else a folder of Pascal VOC files.")
  private Path writeResults;

  @Option(
      names = "--confusion-score",
      defaultValue = "0.5",
      paramLabel = "P",
      description =
          "Least score of a detection in the confusion matrix (default: ${DEFAULT-VALUE}).")
  private double confusionScore;

  @Mixin private ServingOptions serving;

  @Override
  public Integer call() throws IOException {
    DetectorOptions options = options();
    PrintWriter console = spec.commandLine().getOut();
    Diagnosis diagnosis = source.model() == null ? ofFiles(console) : ofModel(console, options);
    console.print(DiagnosisText.summary(diagnosis));
    if (json != null) {
      EvaluationFolder.create(json.toAbsolutePath().getParent());
      WholeFile.write(json, diagnosis.report().toJson() + System.lineSeparator());
    }
    if (out != null) {
      EvaluationFolder.write(out, diagnosis);
      console.println("tables and pictures: " + out);
    }
    console.flush();
    return 0;
  }

  private Diagnosis ofFiles(PrintWriter console) throws IOException {
    List<String> labels = source.labels() == null ? declared() : source.labels();
    DataSet images = read(console, labels);
    KnownNames names =
        source.labels() == null
            ? new KnownNames(images)
            : new KnownNames(images.images(), images.labels());
    List<ScoredBox> detections = ResultsReader.read(source.results(), names);
    return Diagnosis.of(images.images(), detections, images.labels(), confusionScore);
  }

  private Diagnosis ofModel(PrintWriter console, DetectorOptions options) throws IOException {
    ModelPackage model = ModelPackage.open(source.model());
    DataSet images = read(console, model.manifest().labels());
    Optional<ProposalRecallCurves> recall =
        out == null ? Optional.empty() : Optional.of(new ProposalRecallCurves(images.labels()));
    ModelEvaluation evaluation;
    try (ImageDecoder decoder = new ImageDecoder();
        Detector detector = Detector.load(model, options);
        Progress progress = Progress.start("evaluate", images.images().size())) {
      evaluation =
          ModelEvaluation.run(
              images.images(),
              images.labels(),
              decoder,
              detector::detect,
              serving.batch(),
              (image, pixels) ->
                  recall.ifPresent(
                      curves ->
                          curves.add(
                              image,
                              detector
                                  .proposalMethod()
                                  .propose(pixels, ProposalRecallCurves.mostProposals()))),
              progress);
    }
    if (writeResults != null) {
      write(evaluation.detections(), images);
    }
    return Diagnosis.of(images.images(), evaluation.detections(), images.labels(), confusionScore)
        .with(evaluation.times(), recall);
  }

  /** Files may speak of classes that no image of the split shows; null where none is declared. */
  private List<String> declared() throws IOException {
    List<String> labels = DataSets.recognise(data).split(split).declaredLabels();
    return labels.isEmpty() ? null : labels;
  }

  private DataSet read(PrintWriter console, List<String> labels) throws IOException {
    DataSet images = DataSets.open(data, split, labels);
    console.println(images.check().summary());
    console.flush();
    return images;
  }

  private void write(List<ScoredBox> detections, DataSet images) throws IOException {
    if (writeResults.toString().endsWith(".json")) {
      EvaluationFolder.create(writeResults.toAbsolutePath().getParent());
      CocoResults.write(writeResults, detections, new KnownNames(images));
    } else {
      EvaluationFolder.create(writeResults);
      VocResults.write(writeResults, split, detections, images.labels());
    }
  }

  private DetectorOptions options() {
    try {
      source.check();
      if (writeResults != null && source.model() == null) {
        throw new IllegalArgumentException("--write-results needs a --model that detects");
      }
      return serving.options();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
