package io.frameflow.standalone.chaos;

import io.frameflow.connectors.audit.AuditReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param recoveries one for each fault that took effect, and for one that was never recovered from
 * @param withoutEffect faults of which nothing was to be seen; others took their places
 * @param took from the first fault until the last frame was accounted for
 * @param leftOut kinds of fault that are not possible here, with the reason
 * @param records that the cameras pushed, broken ones too; 0 without an audit
 * @param resubmissions why the job had ended, for each time that it was submitted again
 * @param restarts which processes were started again without having been killed, and why
 * @param diagnosis what was wrong when the job did not get well; empty when it always did
 * @param interrupted whether somebody ended the run before its end
 * @param audit of all frames; empty where the run did not get so far
 */
public record ChaosReport(
    ChaosOptions options,
    List<Recovery> recoveries,
    List<String> withoutEffect,
    Duration took,
    Map<FaultKind, String> leftOut,
    long records,
    List<String> resubmissions,
    List<String> restarts,
    String diagnosis,
    boolean interrupted,
    Optional<AuditReport> audit) {

  /** Whether all faults were survived and every frame has exactly one result, in order. */
  public boolean passed() {
    return diagnosis.isEmpty()
        && !interrupted
        && recoveries.size() == options.faults()
        && survived() == options.faults()
        && audit.map(found -> found.complete() && found.frames() == records).orElse(false);
  }

  /** Faults after which the job was well again. */
  long survived() {
    return recoveries.stream().filter(Recovery::recovered).count();
  }

  /** The whole report as lines for people. */
  public String text() {
    return ChaosText.of(this);
  }
}
