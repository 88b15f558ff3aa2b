package io.frameflow.standalone.chaos;

import io.frameflow.connectors.audit.AuditReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param took from the first fault until the last frame was accounted for
 * @param leftOut kinds of fault that are not possible here, with the reason
 * @param records that the cameras pushed, broken ones too
 * @param resubmissions why the job had ended, for each time that it was submitted again
 * @param restarts which processes were started again without having been killed, and why
 * @param diagnosis what was wrong when the job did not get well; empty when it always did
 */
public record ChaosReport(
    ChaosOptions options,
    List<Recovery> recoveries,
    Duration took,
    Map<FaultKind, String> leftOut,
    long records,
    List<String> resubmissions,
    List<String> restarts,
    String diagnosis,
    AuditReport audit) {

  /** Whether all faults were survived and every frame has exactly one result, in order. */
  public boolean passed() {
    return diagnosis.isEmpty()
        && recoveries.size() == options.faults()
        && audit.complete()
        && audit.frames() == records;
  }

  /** The whole report as lines for people. */
  public String text() {
    return ChaosText.of(this);
  }
}
