package io.frameflow.train.runs;

import io.frameflow.train.solver.StepListener;
import io.frameflow.train.solver.StepResult;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Tells how a run goes: a moving bar where a person watches, else a line every ten seconds with
 * step, losses (mean since the last line), rate and the time left.
 */
final class TrainingProgress implements StepListener, AutoCloseable {

  private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

  private final int steps;
  private final Consumer<String> console;
  private final ProgressBar bar;
  private final long start = System.nanoTime();
  private long lastLine = start;
  private int taken;
  private int sinceLine;
  private double classLoss;
  private double boxLoss;

  /**
   * @param steps of the whole run
   * @param firstStep where this part of the run begins
   */
  TrainingProgress(int steps, int firstStep, Consumer<String> console) {
    this.steps = steps;
    this.console = console;
    this.bar = bar(steps);
    if (bar != null) {
      bar.stepTo(firstStep);
    }
  }

  @SuppressWarnings(
      "SystemConsoleNull") // the build is tied to JDK 17, where null says: no terminal
  private static ProgressBar bar(int steps) {
    return System.console() == null
        ? null
        : new ProgressBarBuilder().setTaskName("training").setInitialMax(steps).build();
  }

  @Override
  public void stepDone(int step, StepResult result, float rate, long nanos) {
    taken++;
    sinceLine++;
    classLoss += result.classLoss();
    boxLoss += result.boxLoss();
    boolean last = step + 1 == steps;
    if (bar != null) {
      bar.stepTo(step + 1L);
      bar.setExtraMessage(
          String.format(Locale.ROOT, " class %.3f box %.3f", result.classLoss(), result.boxLoss()));
    } else if (last || System.nanoTime() - lastLine >= LINE_NANOS) {
      console.accept(line(step + 1, rate));
      lastLine = System.nanoTime();
      sinceLine = 0;
      classLoss = 0;
      boxLoss = 0;
    }
  }

  private String line(int done, float rate) {
    double perStep = (System.nanoTime() - start) / 1e9 / taken;
    return String.format(
        Locale.ROOT,
        "step %d/%d: class loss %.3f, box loss %.3f, learning rate %.5f, %.0f ms/step, %s left",
        done,
        steps,
        classLoss / sinceLine,
        boxLoss / sinceLine,
        rate,
        perStep * 1000,
        minutes(perStep * (steps - done)));
  }

  static String minutes(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
