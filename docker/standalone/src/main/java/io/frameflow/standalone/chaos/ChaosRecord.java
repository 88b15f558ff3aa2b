package io.frameflow.standalone.chaos;

import io.frameflow.connectors.audit.AuditReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What has happened so far in a run: a report can be made of it at any time. */
final class ChaosRecord {

  /** Faults without an effect that are put up with, at least and as a part of all. */
  private static final int FEW = 2;

  private static final double PART = .1;

  private final ChaosOptions options;
  private final Consumer<String> say;
  private final List<Recovery> recoveries = new ArrayList<>();
  private final List<String> withoutEffect = new ArrayList<>();
  private final List<String> diagnosis = new ArrayList<>();
  private final Map<FaultKind, String> leftOut = new EnumMap<>(FaultKind.class);
  private Optional<JobOperator> operator = Optional.empty();
  private Optional<AuditReport> audit = Optional.empty();
  private boolean interrupted;
  private long records;
  private long began = System.nanoTime();

  ChaosRecord(ChaosOptions options, Consumer<String> say) {
    this.options = options;
    this.say = say;
  }

  void leftOut(Map<FaultKind, String> kinds) {
    leftOut.putAll(kinds);
  }

  void operator(JobOperator of) {
    operator = Optional.of(of);
  }

  /** The faults begin now. */
  void begin() {
    began = System.nanoTime();
  }

  /** Whether there are faults to come. */
  boolean goesOn() {
    return recoveries.size() < options.faults() && diagnosis.isEmpty();
  }

  /** How often the job was submitted again until now. */
  int resubmissions() {
    return operator.map(of -> of.resubmissions().size()).orElse(0);
  }

  /**
   * Notes a fault. One without an effect was none: it does not count, and another one takes its
   * place.
   *
   * @param lasted zero where it was one moment
   * @param submittedBefore what {@link #resubmissions} was before it
   */
  void add(
      Fault fault,
      Optional<String> effect,
      Duration lasted,
      Duration recovery,
      boolean well,
      int submittedBefore) {
    if (effect.isEmpty() && well) {
      withoutEffect.add(fault.describe());
      say.accept("          %-58s had no effect and does not count".formatted(fault.describe()));
      if (withoutEffect.size() > Math.max(FEW, PART * options.faults())) {
        notWell(withoutEffect.size() + " faults had no effect, the last: " + fault.describe());
      }
      return;
    }
    recoveries.add(
        new Recovery(
            recoveries.size() + 1,
            fault.kind(),
            fault.describe(),
            lasted.toNanos() / 1e9,
            recovery.toNanos() / 1e9,
            well,
            effect.orElse("none"),
            resubmissions() - submittedBefore));
    say.accept(line(recoveries.get(recoveries.size() - 1)));
  }

  private String line(Recovery recovery) {
    double elapsed = (System.nanoTime() - began) / 1e9;
    double left = elapsed / recoveries.size() * (options.faults() - recoveries.size());
    return String.format(
        Locale.ROOT,
        "%4d/%d  %-58s %s after %5.1f s%s; effect: %s   (%s left)",
        recovery.number(),
        options.faults(),
        recovery.description(),
        recovery.recovered() ? "well again" : "NOT WELL",
        recovery.recoverySeconds(),
        recovery.resubmissions() > 0 ? ", submitted again" : "",
        recovery.effect(),
        Spans.clock(Duration.ofSeconds((long) left)));
  }

  /** Notes what is wrong for good. */
  void notWell(String what) {
    diagnosis.add(what);
  }

  /** Somebody ended the run. */
  void interrupted() {
    interrupted = true;
  }

  /**
   * Notes what the ledger says.
   *
   * @param accepted records that Kafka took from the cameras
   */
  void audited(AuditReport report, long accepted) {
    audit = Optional.of(report);
    records = accepted;
  }

  ChaosReport report() {
    return new ChaosReport(
        options,
        List.copyOf(recoveries),
        List.copyOf(withoutEffect),
        Duration.ofNanos(System.nanoTime() - began),
        Map.copyOf(leftOut),
        records,
        operator.map(JobOperator::resubmissions).orElse(List.of()),
        operator.map(JobOperator::restarts).orElse(List.of()),
        String.join("; ", diagnosis),
        interrupted,
        audit);
  }
}
