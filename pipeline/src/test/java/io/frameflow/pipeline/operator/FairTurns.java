package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.fail;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Between two frames of a camera that has more, no other camera has more than one turn. */
final class FairTurns {
  /** Turns that others had since a line began or had its own turn. */
  private final Map<String, Map<String, Integer>> passedBy = new HashMap<>();

  void lineBegins(String line) {
    passedBy.put(line, new HashMap<>());
  }

  /** A frame of {@code line} went to the model. */
  void taken(String line, Map<String, ? extends Collection<?>> waiting) {
    waiting.forEach(
        (other, frames) -> {
          if (!other.equals(line) && !frames.isEmpty()) {
            int turns = passedBy.get(other).merge(line, 1, Integer::sum);
            if (turns > 1) {
              fail("%s had %d turns while %s was waiting for one", line, turns, other);
            }
          }
        });
    passedBy.put(line, new HashMap<>());
  }
}
