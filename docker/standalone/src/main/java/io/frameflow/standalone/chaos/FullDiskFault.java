package io.frameflow.standalone.chaos;

import io.frameflow.standalone.cluster.ManagedProcess;
import io.frameflow.standalone.disks.SmallDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A disk without a free byte for a while.
 *
 * @param restarted process that gives up on a full disk for good, and must be started again once
 *     there is space: what an operator does
 */
record FullDiskFault(
    FaultKind kind, SmallDisk disk, Duration length, Optional<ManagedProcess> restarted)
    implements Fault {

  @Override
  public String describe() {
    return "no space left on the disk of the %s for %d s"
        .formatted(disk.purpose(), length.toSeconds());
  }

  @Override
  public void inject() throws IOException {
    disk.fill();
  }

  @Override
  public Optional<String> effect() throws IOException {
    return disk.isFull() ? Optional.of("no page was free") : Optional.empty();
  }

  @Override
  public void heal() throws IOException {
    disk.empty();
    if (restarted.isPresent()) {
      restarted.get().restart();
    }
  }
}
