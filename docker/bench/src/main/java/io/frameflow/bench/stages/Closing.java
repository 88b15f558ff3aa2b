package io.frameflow.bench.stages;

import java.io.IOException;
import java.util.Deque;

/** Closes what was opened, whatever happens on the way. */
public final class Closing {

  private Closing() {}

  /**
   * Closes a stack from its top and leaves it empty.
   *
   * @throws IOException the first thing that went wrong, with the others attached
   */
  public static void all(Deque<AutoCloseable> opened) throws IOException {
    IOException first = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        if (first == null) {
          first = new IOException(String.valueOf(e.getMessage()), e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
