package io.frameflow.train.runs;

import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.evaluation.ModelEvaluation;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;

/** The figures of a model on images that it was not trained on, through the detector itself. */
final class Validation {

  private Validation() {}

  static ModelEvaluation of(ModelPackage model, DataSet images, SessionSettings session)
      throws IOException {
    DetectorOptions options =
        DetectorOptions.defaults()
            .withThreads(session.threads())
            .withPrecision(session.precision().resolve());
    try (ImageDecoder decoder = new ImageDecoder();
        Detector detector = Detector.load(model, options);
        Progress progress = Progress.start("validation", images.images().size())) {
      return ModelEvaluation.run(images, decoder, detector::detect, 1, progress);
    }
  }
}
