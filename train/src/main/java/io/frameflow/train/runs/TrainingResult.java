package io.frameflow.train.runs;

import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.evaluation.EvaluationReport;
import java.util.Optional;

/**
 * What a run made.
 *
 * @param model the package, opened
 * @param report its figures on the validation images, if there were any
 */
public record TrainingResult(ModelPackage model, Optional<EvaluationReport> report) {}
