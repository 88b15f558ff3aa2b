package io.frameflow.train.ablation.report;

import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Results;
import io.frameflow.train.charts.PngFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes all files that tell of an ablation. */
public final class AblationReport {

  private AblationReport() {}

  /**
   * Writes {@code report.html}, {@code ablation.csv}, {@code ablation.json} and a picture for each
   * experiment in {@code plots}.
   *
   * @param settings as JSON
   */
  public static void write(
      Path folder, List<Experiment> experiments, Results results, String settings)
      throws IOException {
    WholeFile.write(folder.resolve("ablation.csv"), AblationCsv.of(experiments, results));
    WholeFile.write(folder.resolve("ablation.json"), AblationJson.of(experiments, results));
    Path plots = Files.createDirectories(folder.resolve("plots"));
    Map<String, BufferedImage> pictures = new HashMap<>();
    for (Experiment experiment : experiments) {
      ExperimentChart.draw(experiment, results)
          .ifPresent(picture -> pictures.put(experiment.id(), picture));
    }
    for (Map.Entry<String, BufferedImage> picture : pictures.entrySet()) {
      PngFile.write(plots.resolve(picture.getKey() + ".png"), picture.getValue());
    }
    WholeFile.write(
        folder.resolve("report.html"), AblationPage.of(experiments, results, pictures, settings));
  }
}
