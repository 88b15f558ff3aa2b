package io.frameflow.detector.cli;

import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.Precision;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageFiles;
import io.frameflow.detector.images.ImageLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code frameflow detect}: what a model sees in image files. */
@Command(
    name = "detect",
    mixinStandardHelpOptions = true,
    description = "Detects objects in image files.",
    footer = {
      "",
      "Exit codes: 0 all images done, 1 an image or the model failed, 2 wrong flags.",
      "Example: frameflow detect photo.jpg frames/ --model models/bccd --draw out --json out.json"
    })
public final class DetectCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "JPEG or PNG files, or folders with such files.")
  private List<Path> inputs;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Model package: a directory with a model.json.")
  private Path model;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the detections as JSON; - for standard output instead of the table.")
  private String json;

  @Option(
      names = "--draw",
      paramLabel = "DIR",
      description = "Writes copies of the images with boxes and labels into this directory.")
  private Path drawings;

  @Option(
      names = "--score",
      paramLabel = "T",
      description = "Least score of a detection, 0 to 1 (default: the model's own).")
  private Float score;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads (default: one per processor).")
  private Integer threads;

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "auto",
      description =
          "${COMPLETION-CANDIDATES}; auto tries both for a second and takes the faster (default:"
              + " ${DEFAULT-VALUE}).")
  private Precision precision;

  @Override
  public Integer call() throws IOException {
    DetectorOptions options =
        DetectorOptions.defaults().withScoreThreshold(score).withPrecision(precision);
    if (threads != null) {
      options = options.withThreads(threads);
    }
    List<Path> files = files();
    Drawings copies = drawings == null ? null : new Drawings(drawings, files);
    List<DetectionReport.Seen> seen = new ArrayList<>();
    List<DetectionReport.Failure> failures = new ArrayList<>();
    DetectionReport report;
    try (Detector detector = Detector.load(model, options);
        ImageDecoder decoder = new ImageDecoder()) {
      for (Path file : files) {
        try {
          Image image = ImageFiles.read(file, decoder, ImageLimits.DEFAULT);
          ImageDetections found = detector.detect(List.of(image)).get(0);
          show(file, found);
          seen.add(DetectionReport.Seen.of(file, found));
          if (copies != null) {
            copies.write(file, image, found);
          }
        } catch (IOException e) {
          failures.add(new DetectionReport.Failure(file.toString(), e.getMessage()));
          complain(e.getMessage());
        }
      }
      report = DetectionReport.of(detector.model(), seen, failures);
    }
    if (json != null) {
      write(report);
    }
    return failures.isEmpty() ? 0 : 1;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      if (!Files.isDirectory(input)) {
        files.add(input);
        continue;
      }
      List<Path> inside = ImageFiles.list(input);
      if (inside.isEmpty()) {
        throw new IOException(input + ": has no .jpg, .jpeg or .png files in it");
      }
      files.addAll(inside);
    }
    return files;
  }

  private void show(Path file, ImageDetections found) {
    if (!STANDARD_OUTPUT.equals(json)) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(DetectionTable.render(file, found));
      out.flush();
    }
  }

  private void complain(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(spec.qualifiedName() + ": " + message);
    err.flush();
  }

  private void write(DetectionReport report) throws IOException {
    if (STANDARD_OUTPUT.equals(json)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(report.toJson());
      out.flush();
    } else {
      Path file = Path.of(json).toAbsolutePath();
      Files.createDirectories(file.getParent());
      WholeFile.write(file, report.toJson() + "\n");
    }
  }
}
