package io.frameflow.connectors.audit;

import static io.frameflow.connectors.terminal.Printable.printable;

import io.frameflow.connectors.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as lines for people. */
final class AuditText {

  private AuditText() {}

  static String of(AuditReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("frames of %s, partitions %s".formatted(report.topic(), stretches(report)));
    count(lines, "frames", report.frames());
    count(lines, "  detected", report.detected());
    count(lines, "  dropped", report.droppedFrames());
    report.dropped().forEach((reason, n) -> count(lines, "    " + printable(reason), n));
    if (report.unknownOutcomes() > 0) {
      count(lines, "  outcome unknown", report.unknownOutcomes());
    }
    count(lines, "  dead letters", report.deadLetterFrames());
    report.deadLetters().forEach((reason, n) -> count(lines, "    " + reason, n));
    for (Kind kind : Kind.values()) {
      if (kind != Kind.MALFORMED || report.malformed() > 0) {
        count(lines, name(kind), count(report, kind));
      }
    }
    AuditReport.Latency latency = report.latency();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-24s%,12d ms p50, %,d ms p99, %,d ms max, from the frame's arrival in Kafka",
            "latency",
            latency.p50Millis(),
            latency.p99Millis(),
            latency.maxMillis()));
    report
        .eventsByModel()
        .forEach(
            (model, n) ->
                count(
                    lines,
                    printable(
                        "model %s %s (%.12s)"
                            .formatted(model.getName(), model.getVersion(), model.getSha256())),
                    n));
    for (Kind kind : Kind.values()) {
      examples(lines, report, kind);
    }
    report.notes().forEach(note -> lines.add("note: " + note));
    lines.add(report.statement());
    return String.join("\n", lines);
  }

  static String statement(AuditReport report) {
    if (report.complete()) {
      return report.frames() == 0
          ? "nothing to audit: no frame in the range"
          : String.format(
              Locale.ROOT,
              "complete: %,d frames, each with exactly one record, in order per camera",
              report.frames());
    }
    List<String> wrong = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (count(report, kind) > 0) {
        wrong.add(String.format(Locale.ROOT, "%,d %s", count(report, kind), name(kind)));
      }
    }
    return String.format(
        Locale.ROOT, "NOT complete: of %,d frames, %s", report.frames(), String.join(", ", wrong));
  }

  private static void examples(List<String> lines, AuditReport report, Kind kind) {
    long all = count(report, kind);
    List<Finding> shown = report.examples().stream().filter(f -> f.kind() == kind).toList();
    if (all == 0) {
      return;
    }
    lines.add("%s: %s".formatted(name(kind), AuditAdvice.on(kind)));
    for (Finding finding : shown) {
      lines.add(
          printable(
              "  %s%s%s"
                  .formatted(
                      finding.position(),
                      finding.camera().map(camera -> " of " + camera).orElse(""),
                      finding.detail().isEmpty() ? "" : ", " + finding.detail())));
    }
    if (all > shown.size()) {
      lines.add(String.format(Locale.ROOT, "  and %,d more", all - shown.size()));
    }
  }

  private static void count(List<String> lines, String name, long n) {
    lines.add(String.format(Locale.ROOT, "%-24s%,12d", name, n));
  }

  private static String stretches(AuditReport report) {
    return report.stretches().entrySet().stream()
        .map(e -> "%d@%d..%d".formatted(e.getKey(), e.getValue().from(), e.getValue().to()))
        .collect(Collectors.joining(", "));
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static long count(AuditReport report, Kind kind) {
    return switch (kind) {
      case MISSING -> report.missing();
      case DOUBLED -> report.doubled();
      case OUT_OF_ORDER -> report.outOfOrder();
      case FOREIGN -> report.foreign();
      case MALFORMED -> report.malformed();
    };
  }
}
