package io.frameflow.train.runs;

import io.frameflow.train.evaluation.EvaluationReport;
import io.frameflow.train.solver.StepListener;
import io.frameflow.train.solver.StepResult;
import io.frameflow.train.tensorboard.EventFile;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run writes down as it goes: every step and every measurement, as CSV and for TensorBoard.
 *
 * @param steps of the training
 * @param validation measurements along the way
 * @param events both, for TensorBoard
 */
record RunRecords(MetricsLog steps, ValidationLog validation, EventFile events)
    implements StepListener, AutoCloseable {

  /** Opens the records of a run that goes on after {@code completedSteps}, without later rows. */
  static RunRecords open(RunFolder folder, int completedSteps) throws IOException {
    ValidationLog validation = ValidationLog.open(folder.validation(), completedSteps);
    MetricsLog steps = MetricsLog.open(folder.metrics(), completedSteps);
    try {
      return new RunRecords(
          steps, validation, EventFile.open(folder.events(), completedSteps, Clock.systemUTC()));
    } catch (IOException e) {
      steps.close();
      throw e;
    }
  }

  @Override
  public void stepDone(int step, StepResult result, float rate, long nanos) throws IOException {
    steps.stepDone(step, result, rate, nanos);
    Map<String, Float> values = new LinkedHashMap<>();
    values.put("loss/class", result.classLoss());
    values.put("loss/box", result.boxLoss());
    values.put("accuracy", result.accuracy());
    values.put("gradient_norm", result.gradientNorm());
    values.put("learning_rate", rate);
    values.put("milliseconds_per_step", nanos / 1e6f);
    events.add(step + 1L, values);
  }

  void measured(int completedSteps, EvaluationReport report) throws IOException {
    validation.add(completedSteps, report);
    Map<String, Float> values = new LinkedHashMap<>();
    values.put("validation/map50", (float) report.map50());
    values.put("validation/map50_voc07", (float) report.map50Voc07());
    values.put("validation/map5095", (float) report.map5095());
    report.ap50().forEach((label, ap) -> values.put("validation/ap50/" + label, ap.floatValue()));
    events.add(completedSteps, values);
  }

  @Override
  public void close() throws IOException {
    try (events) {
      steps.close();
    }
  }
}
