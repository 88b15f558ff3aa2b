package io.frameflow.train.ablation;

import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.runs.RunConfiguration;
import io.frameflow.train.runs.TrainingData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What must stay the same while an ablation goes on. Seeds and experiments may be added later: each
 * figure stands for itself.
 */
final class AblationSettings {

  private AblationSettings() {}

  /**
   * Writes the settings down, or compares them with those of the folder.
   *
   * @return the settings as JSON
   * @throws IOException naming the first setting that differs
   */
  static String begin(AblationOptions options, TrainingData data, DataSet validation)
      throws IOException {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("recipe", options.base());
    run.put("labels", data.labels());
    run.put("data", data.sha256());
    run.put("validationData", validation.sha256());
    run.put(
        "weights",
        options.weights().isPresent() ? RunConfiguration.hash(options.weights().get()) : null);
    run.put("svd", options.svd().map(plan -> plan.choices().toString()).orElse(null));
    run.put("precision", options.session().precision().resolve());
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("threads", options.session().threads());
    machine.put("seeds", options.seeds());
    machine.put("experiments", options.experiments());
    String text = RunConfiguration.text(run, machine);
    RunConfiguration.requireSame(options.folder().configuration(), text);
    WholeFile.write(options.folder().configuration(), text);
    return text;
  }
}
