package io.frameflow.standalone.chaos;

import io.frameflow.connectors.audit.AuditReport;
import java.util.Locale;
import java.util.Map;

/** A report as lines for people. */
final class ChaosText {

  private ChaosText() {}

  static String of(ChaosReport report) {
    StringBuilder text = new StringBuilder();
    text.append(table(report));
    text.append('\n');
    for (Map.Entry<FaultKind, String> kind : report.leftOut().entrySet()) {
      line(text, "left out: %s, for %s", kind.getKey().label(), kind.getValue());
    }
    for (String fault : report.withoutEffect()) {
      line(text, "without effect, so another fault took its place: %s", fault);
    }
    for (String reason : report.resubmissions()) {
      line(text, "the job ended and was submitted again from what is published: %s", reason);
    }
    for (String reason : report.restarts()) {
      line(text, "%s, and was started again", reason);
    }
    if (!report.diagnosis().isEmpty()) {
      line(text, "NOT RECOVERED: %s", report.diagnosis());
    }
    report.audit().ifPresent(audit -> text.append(audit.text().stripTrailing()).append('\n'));
    line(
        text,
        "%s: %d of %d faults survived in %s with seed %d; %s",
        verdict(report),
        report.survived(),
        report.options().faults(),
        Spans.clock(report.took()),
        report.options().seed(),
        report.audit().map(audit -> ledger(report.records(), audit)).orElse("not audited"));
    return text.toString();
  }

  private static String verdict(ChaosReport report) {
    if (report.interrupted()) {
      return "INTERRUPTED";
    }
    return report.passed() ? "PASSED" : "FAILED";
  }

  private static String ledger(long records, AuditReport audit) {
    return "of %d frames %d lost, %d doubled, %d out of order"
        .formatted(records, audit.missing(), audit.doubled(), audit.outOfOrder());
  }

  private static String table(ChaosReport report) {
    StringBuilder table = new StringBuilder();
    line(
        table, "%-42s %6s %8s %8s %8s", "recovery in seconds after", "faults", "p50", "p99", "max");
    RecoveryTimes.byKind(report.recoveries())
        .forEach((kind, times) -> row(table, kind.label(), times));
    row(table, "all faults", RecoveryTimes.of(report.recoveries()));
    return table.toString();
  }

  private static void row(StringBuilder table, String name, RecoveryTimes times) {
    line(
        table,
        "%-42s %6d %8.1f %8.1f %8.1f",
        name,
        times.count(),
        times.p50(),
        times.p99(),
        times.max());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
