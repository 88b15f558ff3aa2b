package io.frameflow.standalone.chaos;

import io.frameflow.standalone.cluster.ClusterOptions;
import io.frameflow.standalone.cluster.LocalCluster;
import io.frameflow.standalone.disks.SmallDisk;
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
  private static final int CHECKPOINT_KILOBYTES = 16 << 10;
  private static final int BROKER_KILOBYTES = 400 << 10;

  private final Map<FaultKind, String> leftOut = new EnumMap<>(FaultKind.class);
  private Optional<SmallDisk> checkpointDisk = Optional.empty();
  private Optional<SmallDisk> brokerDisk = Optional.empty();
  private Optional<FakeClock> clock = Optional.empty();
  private LocalCluster cluster;
  private PublishedTail tail;
  private CameraStream cameras;

  private ChaosSetup() {}

  private void prepare(ChaosOptions options) throws IOException {
    checkpointDisk =
        disk(options, FaultKind.FULL_CHECKPOINT_DISK, "checkpoints", CHECKPOINT_KILOBYTES);
    brokerDisk = disk(options, FaultKind.FULL_BROKER_DISK, "broker", BROKER_KILOBYTES);
    clock =
        options.kinds().contains(FaultKind.PROCESS_CLOCK_JUMP)
            ? FakeClock.find(options.folder().resolve("faketime"))
            : Optional.empty();
    if (options.kinds().contains(FaultKind.PROCESS_CLOCK_JUMP) && clock.isEmpty()) {
      leftOut.put(FaultKind.PROCESS_CLOCK_JUMP, "libfaketime is not installed");
    }
    if (possible(options).isEmpty()) {
      throw new IOException("none of these faults is possible here: " + leftOut);
    }
  }

  static ChaosSetup start(ChaosOptions options) throws IOException {
    ChaosSetup setup = new ChaosSetup();
    try {
      setup.prepare(options);
      setup.startCluster(options);
      return setup;
    } catch (IOException | RuntimeException e) {
      try {
        setup.close();
      } catch (IOException unclosed) {
        e.addSuppressed(unclosed);
      }
      throw e;
    }
  }

  private Optional<SmallDisk> disk(
      ChaosOptions options, FaultKind kind, String purpose, int kilobytes) throws IOException {
    if (!options.kinds().contains(kind)) {
      return Optional.empty();
    }
    Optional<SmallDisk> disk =
        SmallDisk.mount(purpose, options.folder().resolve("disk-" + purpose), kilobytes);
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

  /** Ends all of it, from the cameras to the disks: each also where the one before it fails. */
  @Override
  @SuppressWarnings("try") // They are only closed here, in the opposite order.
  public void close() throws IOException {
    try (SmallDisk underBroker = brokerDisk.orElse(null);
        SmallDisk underCheckpoints = checkpointDisk.orElse(null);
        LocalCluster processes = cluster;
        PublishedTail results = tail;
        CameraStream frames = cameras) {
      return;
    }
  }
}
