package io.frameflow.bench.cli;

import io.frameflow.bench.report.BenchReport;
import io.frameflow.bench.report.Machine;
import io.frameflow.bench.scene.Scene;
import java.util.Locale;

/** What stands above the table. */
final class Heading {

  private Heading() {}

  static String of(BenchReport report) {
    return of(report.model(), report.pictures(), report.machine());
  }

  /** The model as name, version and the start of its hash. */
  static String model(Scene scene) {
    return String.format(
        Locale.ROOT,
        "%s %s (%s)",
        scene.model().manifest().name(),
        scene.model().manifest().version(),
        scene.model().sha256().substring(0, 12));
  }

  static String of(String model, String pictures, Machine machine) {
    return String.format(
        Locale.ROOT,
        "model %s on %s%n%s, %d processors, %d threads, %s, Java %s, load %.1f%n",
        model,
        pictures,
        machine.processor(),
        machine.processors(),
        machine.threads(),
        machine.matrixInstructions().isEmpty()
            ? "no wide vectors"
            : String.join(" ", machine.matrixInstructions()),
        machine.java(),
        machine.load());
  }
}
