package io.frameflow.train.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress of a counted piece of work: a moving bar on a terminal, otherwise a line per tenth of
 * the work, so that logs stay short. Always on standard error or a stream of the caller's choice;
 * standard output belongs to results. Thread safe.
 */
public final class Progress implements AutoCloseable {
  private static final int LINES = 10;

  private final String task;
  private final long total;
  private final PrintStream out;
  private final ProgressBar bar;
  private long done;

  private Progress(String task, long total, PrintStream out, ProgressBar bar) {
    this.task = task;
    this.total = total;
    this.out = out;
    this.bar = bar;
  }

  /** Starts on standard error; a bar where a person watches. */
  @SuppressWarnings(
      "SystemConsoleNull") // the build insists on JDK 17, where null means no terminal
  public static Progress start(String task, long total) {
    return System.console() != null
        ? new Progress(task, total, null, bar(task, total))
        : lines(task, total, System.err);
  }

  /** Starts with plain lines on the given stream. */
  public static Progress lines(String task, long total, PrintStream out) {
    return new Progress(task, total, out, null);
  }

  /** Counts and says nothing. */
  public static Progress silent() {
    return new Progress("", 0, null, null);
  }

  /** One more is done. */
  public synchronized void step() {
    long linesBefore = total == 0 ? 0 : done * LINES / total;
    done++;
    if (bar != null) {
      bar.step();
    } else if (out != null && (total == 0 || done * LINES / total > linesBefore)) {
      out.println(task + ": " + done + "/" + total);
    }
  }

  /** How many are done. */
  public synchronized long done() {
    return done;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private static ProgressBar bar(String task, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .build();
  }
}
