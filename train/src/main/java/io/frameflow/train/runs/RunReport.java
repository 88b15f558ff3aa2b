package io.frameflow.train.runs;

import io.frameflow.detector.files.WholeFile;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.evaluation.ModelEvaluation;
import io.frameflow.train.report.RunPage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes the report of a finished run from its records. */
final class RunReport {

  private RunReport() {}

  static void write(
      TrainingOptions options,
      String configuration,
      Optional<RecallRecord> recall,
      Optional<DataSet> validation,
      Optional<ModelEvaluation> evaluation)
      throws IOException {
    RunFolder folder = options.folder();
    List<MetricsLog.Row> steps = MetricsLog.read(folder.metrics());
    List<ValidationLog.Row> measured = ValidationLog.read(folder.validation());
    RunPage page = new RunPage(options.name() + " " + options.modelVersion());
    page.addCurves(
        List.of(
            RunCurves.losses("losses", steps),
            RunCurves.rate("learning rate", steps),
            RunCurves.validation("mAP on the validation images", measured)));
    if (recall.isPresent()) {
      page.addProposals(recall.get().images(), recall.get().methods());
    }
    if (validation.isPresent() && evaluation.isPresent()) {
      try (ImageDecoder decoder = new ImageDecoder()) {
        page.addEvaluation(
            validation.get().images(), validation.get().labels(), evaluation.get(), decoder);
      }
    }
    page.addConfiguration(configuration);
    WholeFile.write(folder.report(), page.finish());
  }
}
