package io.frameflow.standalone.chaos;

import io.frameflow.standalone.cluster.ManagedProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** SIGKILL to a process; it is started again at once or after an outage. */
record KillFault(FaultKind kind, ManagedProcess process, Duration length) implements Fault {

  @Override
  public String describe() {
    String what = "kill -9 " + process.name();
    return length.isZero()
        ? what
        : what + String.format(Locale.ROOT, " for %d s", length.toSeconds());
  }

  @Override
  public void inject() throws IOException {
    process.kill();
  }

  @Override
  public Optional<String> effect() {
    return process.wasKilled() ? Optional.of("killed") : Optional.empty();
  }

  @Override
  public void heal() throws IOException {
    process.start();
  }
}
