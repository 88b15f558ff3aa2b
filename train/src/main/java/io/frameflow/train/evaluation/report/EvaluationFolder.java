package io.frameflow.train.evaluation.report;

import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.charts.PngFile;
import io.frameflow.train.evaluation.diagnosis.Diagnosis;
import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder with all that an evaluation found out: {@code evaluation.txt}, {@code evaluation.json}
 * and pictures. Each file is written whole or not at all; older ones of these names are replaced.
 */
public final class EvaluationFolder {
  private EvaluationFolder() {}

  /**
   * Writes all files.
   *
   * @throws IOException naming the file that cannot be written
   */
  public static void write(Path folder, Diagnosis diagnosis) throws IOException {
    create(folder);
    WholeFile.write(folder.resolve("evaluation.txt"), DiagnosisText.full(diagnosis));
    WholeFile.write(folder.resolve("evaluation.json"), DiagnosisJson.of(diagnosis) + "\n");
    PngFile.write(
        folder.resolve("precision-recall.png"),
        DetectionCharts.precisionRecall(diagnosis.curves()));
    PngFile.write(
        folder.resolve("confusion.png"), DetectionCharts.confusion(diagnosis.confusion()));
    if (diagnosis.calibration().isPresent()) {
      PngFile.write(
          folder.resolve("reliability.png"),
          DetectionCharts.reliability(diagnosis.calibration().get()));
    }
    if (diagnosis.proposals().isPresent()
        && diagnosis.proposals().get().objects(ProposalRecallCurves.ALL) > 0) {
      ProposalRecallCurves curves = diagnosis.proposals().get();
      PngFile.write(folder.resolve("proposal-recall-by-iou.png"), ProposalCharts.byIou(curves));
      for (double iou : new double[] {.5, .7}) {
        PngFile.write(
            folder.resolve("proposal-recall-at-" + iou + ".png"),
            ProposalCharts.byCount(curves, iou));
      }
    }
  }

  /** Creates a folder unless it is there. */
  public static void create(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(
          "the folder %s cannot be made: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
