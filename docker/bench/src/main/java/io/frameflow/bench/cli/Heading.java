package io.frameflow.bench.cli;

import io.frameflow.bench.report.BenchReport;
import io.frameflow.bench.report.Machine;
import java.util.Locale;

/** What stands above the table. */
final class Heading {

  private Heading() {}

  static String of(BenchReport report) {
    Machine machine = report.machine();
    return String.format(
        Locale.ROOT,
        "model %s on %s%n%s, %d processors, %d threads, %s, Java %s, load %.1f%n",
        report.model(),
        report.pictures(),
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
