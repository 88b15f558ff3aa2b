package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.standalone.chaos.Chaos;
import io.frameflow.standalone.chaos.ChaosOptions;
import io.frameflow.standalone.chaos.ChaosReport;
import io.frameflow.standalone.chaos.FaultKind;
import io.frameflow.standalone.stack.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A cluster of real processes, from its jars, survives ten faults without a frame lost, doubled or
 * out of order. {@code ./frameflow chaos} is the long version; {@code -Dframeflow.chaos.seed=N}
 * orders and sizes these faults differently.
 */
class ChaosIT {

  private static final int FAULTS = 10;
  private static final long SEED = Long.getLong("frameflow.chaos.seed", 2026);

  /** Those that differ most from each other; without root, the last one is not possible. */
  private static final Set<FaultKind> KINDS =
      EnumSet.of(
          FaultKind.KILL_TASK_MANAGER,
          FaultKind.FREEZE_TASK_MANAGER,
          FaultKind.KILL_JOB_MANAGER,
          FaultKind.KILL_BROKER,
          FaultKind.RESTART_BROKER,
          FaultKind.REGISTRY_OUTAGE,
          FaultKind.CUT_CONNECTIONS,
          FaultKind.DELAY_PACKETS,
          FaultKind.CAMERA_CLOCK_JUMP,
          FaultKind.FULL_CHECKPOINT_DISK);

  @Test
  void afterTenFaultsEveryFrameHasExactlyOneResultInOrder() throws Exception {
    Path folder = Files.createTempDirectory("frameflow-chaos-it-");
    ChaosReport report =
        Chaos.run(new ChaosOptions(FAULTS, SEED, 2, KINDS, List.of(), folder), System.out::println);
    System.out.println(report.text());
    assertThat(report.passed()).as("seed %d, logs in %s: %s", SEED, folder, report.text()).isTrue();
    assertThat(report.recoveries()).hasSize(FAULTS);
    AuditReport audit = report.audit().orElseThrow();
    assertThat(audit.detected()).isPositive();
    assertThat(audit.deadLetterFrames()).isPositive();
    LocalStack.delete(folder);
  }
}
