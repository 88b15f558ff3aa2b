package io.frameflow.standalone.chaos;

import io.frameflow.standalone.cluster.ClusterOptions;
import io.frameflow.standalone.cluster.LocalCluster;
import io.frameflow.standalone.stack.BrokerSettings;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out what can be broken on this machine, and starts the cluster accordingly. */
final class ChaosSetup implements AutoCloseable {

  private static final int CAMERAS = 4;
  private static final double FRAMES_PER_SECOND = 5;
  private static final int CHECKPOINT_MEGABYTES = 16;
  private static final int BROKER_MEGABYTES = 400;

  private final Map<FaultKind, String> leftOut = new EnumMap<>(FaultKind.class);
  private final Optional<SmallDisk> checkpointDisk;
  private final Optional<SmallDisk> brokerDisk;
  private final Optional<FakeClock> clock;
  private LocalCluster cluster;
  private PublishedTail tail;
  private CameraStream cameras;

  private ChaosSetup(ChaosOptions options) throws IOException {
    checkpointDisk =
        disk(options, FaultKind.FULL_CHECKPOINT_DISK, "checkpoints", CHECKPOINT_MEGABYTES);
    brokerDisk = disk(options, FaultKind.FULL_BROKER_DISK, "broker", BROKER_MEGABYTES);
    clock =
        options.kinds().contains(FaultKind.PROCESS_CLOCK_JUMP)
            ? FakeClock.find(options.folder().resolve("faketime"))
            : Optional.empty();
    if (options.kinds().contains(FaultKind.PROCESS_CLOCK_JUMP) && clock.isEmpty()) {
      leftOut.put(FaultKind.PROCESS_CLOCK_JUMP, "libfaketime is not installed");
    }
  }

  static ChaosSetup start(ChaosOptions options) throws IOException {
    ChaosSetup setup = new ChaosSetup(options);
    try {
      setup.startCluster(options);
      return setup;
    } catch (IOException | RuntimeException e) {
      setup.close();
      throw e;
    }
  }

  private Optional<SmallDisk> disk(
      ChaosOptions options, FaultKind kind, String purpose, int megabytes) throws IOException {
    if (!options.kinds().contains(kind)) {
      return Optional.empty();
    }
    Optional<SmallDisk> disk =
        SmallDisk.mount(purpose, options.folder().resolve("disk-" + purpose), megabytes);
    if (disk.isEmpty()) {
      leftOut.put(kind, "only root may mount a small disk");
    }
    return disk;
  }

  private void startCluster(ChaosOptions options) throws IOException {
    ClusterOptions.Builder builder =
        LocalCluster.builder(options.folder())
            .taskManagers(options.taskManagers())
            // The job fits into one TaskManager less, so that it need not wait for a killed one.
            .slots(2)
            .partitions(2)
            .proxied(true)
            // By default an expired transaction is noticed up to ten seconds later.
            .broker(
                BrokerSettings.of(
                    Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000")));
    if (checkpointDisk.isPresent()) {
      builder.checkpointFolder(checkpointDisk.get().folder());
    }
    if (brokerDisk.isPresent()) {
      builder.brokerFolder(brokerDisk.get().folder());
    }
    clock.ifPresent(fake -> builder.environment(fake.environment()));
    cluster = builder.start();
    tail = PublishedTail.start(cluster.access());
    cameras =
        CameraStream.start(cluster.access(), options.seed(), CAMERAS, FRAMES_PER_SECOND, tail);
  }

  ChaosWorld world() {
    return new ChaosWorld(cluster, cameras, tail, checkpointDisk, brokerDisk, clock);
  }

  /** Kinds that are wanted and not possible here, with the reason. */
  Map<FaultKind, String> leftOut() {
    return leftOut;
  }

  /** Kinds that are wanted and possible. */
  Set<FaultKind> possible(ChaosOptions options) {
    Set<FaultKind> possible = EnumSet.copyOf(options.kinds());
    possible.removeAll(leftOut.keySet());
    return possible;
  }

  @Override
  public void close() throws IOException {
    if (cameras != null) {
      cameras.close();
    }
    if (tail != null) {
      tail.close();
    }
    if (cluster != null) {
      cluster.close();
    }
    if (checkpointDisk.isPresent()) {
      checkpointDisk.get().close();
    }
    if (brokerDisk.isPresent()) {
      brokerDisk.get().close();
    }
  }
}
