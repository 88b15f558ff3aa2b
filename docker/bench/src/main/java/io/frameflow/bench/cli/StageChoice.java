package io.frameflow.bench.cli;

import io.frameflow.bench.stages.Stages;
import java.util.List;

/** Which stages are measured. */
final class StageChoice {

  private StageChoice() {}

  /**
   * The stages in the order of a frame's way, whatever the order on the command line.
   *
   * @param only names, or null for all
   * @param withoutEndToEnd leaves the stages with Kafka and Flink out
   * @throws IllegalArgumentException naming a word that is no stage
   */
  static List<String> of(List<String> only, boolean withoutEndToEnd) {
    List<String> wanted = only == null ? Stages.NAMES : only;
    for (String name : wanted) {
      if (!Stages.NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "--only knows no '%s'; choose from %s".formatted(name, String.join(",", Stages.NAMES)));
      }
    }
    return Stages.NAMES.stream()
        .filter(wanted::contains)
        .filter(name -> !(withoutEndToEnd && Stages.WITH_KAFKA.contains(name)))
        .toList();
  }
}
