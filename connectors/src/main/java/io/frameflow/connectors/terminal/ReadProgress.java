package io.frameflow.connectors.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far a long read has come: a moving bar where a person watches, else a line now and then, so
 * that logs stay short. On standard error, as standard output belongs to results.
 */
public final class ReadProgress {

  private static final Duration LINE_EVERY = Duration.ofSeconds(10);

  private final PrintWriter lines;
  private final boolean bars;
  private ProgressBar bar;
  private String task = "";
  private long done;
  private long total;
  private long nextLine;

  private ReadProgress(PrintWriter lines, boolean bars) {
    this.lines = lines;
    this.bars = bars;
  }

  /** For a verb; {@code err} takes the lines where standard error is no terminal. */
  @SuppressWarnings(
      "SystemConsoleNull") // the build insists on JDK 17, where null means no terminal
  public static ReadProgress on(PrintWriter err) {
    return new ReadProgress(err, System.console() != null);
  }

  /** For reads that nobody watches. */
  public static ReadProgress silent() {
    return new ReadProgress(null, false);
  }

  /** Begins with a piece of work. */
  public void start(String newTask, long newTotal) {
    finish();
    task = newTask;
    total = newTotal;
    done = 0;
    nextLine = System.nanoTime() + LINE_EVERY.toNanos();
    if (bars) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(newTask)
              .setInitialMax(newTotal)
              .setStyle(ProgressBarStyle.ASCII)
              .build();
    }
  }

  /** One more is done. */
  public void step() {
    done++;
    if (bar != null) {
      bar.step();
    } else if (lines != null && System.nanoTime() >= nextLine) {
      nextLine += LINE_EVERY.toNanos();
      lines.println(String.format(Locale.ROOT, "%s: %,d of %,d", task, done, total));
      lines.flush();
    }
  }

  /** The piece of work is done, or given up. */
  public void finish() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
