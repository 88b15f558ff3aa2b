package io.frameflow.train.data;

import java.util.ArrayList;
import java.util.List;

/**
 * How often something was found, with the first few descriptions: a data set can be wrong a million
 * times, and nobody reads a million lines.
 *
 * @param examples one line each, at most {@link #KEPT}
 */
public record Cases(int count, List<String> examples) {
  /** Examples that are kept. */
  public static final int KEPT = 100;

  public Cases {
    examples = List.copyOf(examples);
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** "3 (first, second, third)", with at most so many examples. */
  public String summary(int shown) {
    String listed = String.join(", ", examples.subList(0, Math.min(shown, examples.size())));
    return count + " (" + listed + (count > shown ? ", ..." : "") + ")";
  }

  /** Gathers cases one by one. */
  public static final class Collector {
    private final List<String> examples = new ArrayList<>();
    private int count;

    public void add(String description) {
      count++;
      if (examples.size() < KEPT) {
        examples.add(description);
      }
    }

    public Cases cases() {
      return new Cases(count, examples);
    }
  }
}
