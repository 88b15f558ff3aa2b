package io.frameflow.train.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Flags that say whose detections are judged: a model's, or those of files. */
final class DetectionSource {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model package (the folder with model.json).")
  private Path model;

  @Option(
      names = "--results",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Detections of any program instead of a model: COCO results (JSON), or Pascal VOC files"
              + " comp4_det_SPLIT_CLASS.txt or their folder.")
  private List<Path> results;

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "NAME",
      description =
          "With --results: the classes in the order of their category ids 1, 2, ... (default: the"
              + " numbers and names that a COCO file declares, else the names in the split,"
              + " sorted).")
  private List<String> labels;

  /**
   * @throws IllegalArgumentException unless there is exactly one source
   */
  void check() {
    if (model == null && results == null) {
      throw new IllegalArgumentException(
          "nothing to judge; give --model DIR or --results FILE, and --data DIR");
    }
    if (model != null && results != null) {
      throw new IllegalArgumentException("--model and --results exclude each other; give one");
    }
    if (model != null && labels != null) {
      throw new IllegalArgumentException("--labels is for --results; a model has its own labels");
    }
  }

  /** The model package, or null where files are judged. */
  Path model() {
    return model;
  }

  List<Path> results() {
    return results;
  }

  /** Null for those of the split. */
  List<String> labels() {
    return labels;
  }
}
