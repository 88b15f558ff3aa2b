package io.frameflow.standalone.chaos;

import io.frameflow.standalone.cluster.ManagedProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** SIGSTOP to a process and SIGCONT later: it comes back with connections and ideas of before. */
record FreezeFault(FaultKind kind, ManagedProcess process, Duration length) implements Fault {

  @Override
  public String describe() {
    return "SIGSTOP %s for %d s".formatted(process.name(), length.toSeconds());
  }

  @Override
  public void inject() throws IOException {
    process.freeze();
  }

  @Override
  public Optional<String> effect() throws IOException {
    return process.isStopped() ? Optional.of("stood still") : Optional.empty();
  }

  @Override
  public void heal() throws IOException {
    process.thaw();
  }
}
