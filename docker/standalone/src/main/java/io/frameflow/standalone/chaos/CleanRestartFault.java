package io.frameflow.standalone.chaos;

import io.frameflow.standalone.cluster.ManagedProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A process is told to end (SIGTERM) and started again, as for an upgrade. */
record CleanRestartFault(FaultKind kind, ManagedProcess process) implements Fault {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String describe() {
    return "stop and start " + process.name();
  }

  @Override
  public Duration length() {
    return Duration.ZERO;
  }

  @Override
  public void inject() throws IOException {
    process.terminate(PATIENCE);
  }

  @Override
  public Optional<String> effect() {
    // One that did not end in time was killed, which is another fault.
    return process.isAlive() || process.wasKilled()
        ? Optional.empty()
        : Optional.of("ended in order");
  }

  @Override
  public void heal() throws IOException {
    process.start();
  }
}
