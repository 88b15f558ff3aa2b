package io.frameflow.train.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings that a resumed run must share with its beginning, as lines of {@code key=value}. */
final class RunConfiguration {

  private RunConfiguration() {}

  static String of(TrainingOptions options, TrainingData data) {
    Recipe recipe = options.recipe();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("backbone", recipe.backbone());
    settings.put("taps", recipe.taps());
    settings.put("hidden layers", recipe.hiddenSizes());
    settings.put("input", recipe.input());
    settings.put("sampling", recipe.sampling());
    settings.put("augmentation", recipe.augmentation());
    settings.put("solver", recipe.solver());
    settings.put("proposals", recipe.proposals());
    settings.put("labels", data.labels());
    settings.put("data", data.sha256());
    List<String> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(key + "=" + value));
    return String.join("\n", lines);
  }

  /**
   * @throws IOException naming the first setting that differs
   */
  static void requireSame(Path checkpoint, String stored, String wanted) throws IOException {
    String[] then = stored.split("\n", -1);
    String[] now = wanted.split("\n", -1);
    for (int i = 0; i < now.length; i++) {
      String before = i < then.length ? then[i] : "nothing";
      if (!before.equals(now[i])) {
        throw new IOException(
            "%s: the run began with %s, but is now asked for %s; resume with the same settings or choose another --out"
                .formatted(checkpoint, before, now[i]));
      }
    }
  }
}
