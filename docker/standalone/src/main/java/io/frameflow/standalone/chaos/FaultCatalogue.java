package io.frameflow.standalone.chaos;

import io.frameflow.standalone.cluster.LocalCluster;
import io.frameflow.standalone.cluster.ManagedProcess;
import io.frameflow.standalone.proxy.KafkaProxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Makes faults: which process, how long and how much is drawn, what kind is given. */
final class FaultCatalogue {

  /** What the job is run with, so that a transaction can be lost in a minute. */
  static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(60);

  private static final List<Duration> CAMERA_JUMPS =
      List.of(
          Duration.ofHours(3),
          Duration.ofHours(-3),
          Duration.ofDays(3650),
          Duration.ofDays(-7300),
          Duration.ZERO);

  private static final List<Duration> PROCESS_JUMPS =
      List.of(
          Duration.ofSeconds(-30), Duration.ofHours(2), Duration.ofHours(-2), Duration.ofDays(400));

  private final ChaosWorld world;

  FaultCatalogue(ChaosWorld world) {
    this.world = world;
  }

  /**
   * @param random decides everything but the kind
   */
  Fault draw(FaultKind kind, Random random) {
    LocalCluster cluster = world.cluster();
    return switch (kind) {
      case KILL_TASK_MANAGER -> kill(kind, anyTaskManager(random));
      case FREEZE_TASK_MANAGER -> freeze(kind, anyTaskManager(random), seconds(random, 2, 12));
      case KILL_JOB_MANAGER -> kill(kind, cluster.jobManager());
      case FREEZE_JOB_MANAGER -> freeze(kind, cluster.jobManager(), seconds(random, 2, 10));
      case KILL_BROKER -> kill(kind, cluster.broker());
      case FREEZE_BROKER -> freeze(kind, cluster.broker(), seconds(random, 2, 8));
      case RESTART_BROKER -> new CleanRestartFault(kind, cluster.broker());
      case KILL_REGISTRY -> kill(kind, cluster.registry());
      case FREEZE_REGISTRY -> freeze(kind, cluster.registry(), seconds(random, 2, 6));
      case REGISTRY_OUTAGE -> new KillFault(kind, cluster.registry(), seconds(random, 5, 15));
      case KILL_ZOOKEEPER -> kill(kind, zooKeeper());
      case FREEZE_ZOOKEEPER -> freeze(kind, zooKeeper(), seconds(random, 2, 8));
      case CUT_CONNECTIONS -> link(kind, "cut all", KafkaProxy::cut, Duration.ZERO);
      case REFUSE_CONNECTIONS ->
          link(kind, "refuse all", KafkaProxy::refuse, seconds(random, 2, 6));
      case DELAY_PACKETS -> delay(kind, random);
      case TRICKLE_PACKETS -> trickle(kind, random);
      case LOSE_PACKETS ->
          link(kind, "pass nothing on", KafkaProxy::blackhole, seconds(random, 2, 8));
      case WITHHOLD_COMMITS ->
          link(
              kind,
              "withhold EndTxn",
              proxy -> proxy.withhold(Set.of(KafkaProxy.END_TXN)),
              seconds(random, 2, 6));
      case LOSE_TRANSACTIONS ->
          link(
              kind,
              "withhold EndTxn",
              proxy -> proxy.withhold(Set.of(KafkaProxy.END_TXN)),
              TRANSACTION_TIMEOUT.plusSeconds(3));
      case FULL_CHECKPOINT_DISK ->
          new FullDiskFault(
              kind, world.checkpointDisk().orElseThrow(), seconds(random, 2, 4), Optional.empty());
      case FULL_BROKER_DISK ->
          new FullDiskFault(
              kind,
              world.brokerDisk().orElseThrow(),
              seconds(random, 2, 4),
              Optional.of(cluster.broker()));
      case CAMERA_CLOCK_JUMP ->
          new CameraClockFault(
              world.cameras(), pickOther(random, CAMERA_JUMPS, world.cameras().clockOffset()));
      case PROCESS_CLOCK_JUMP -> processClock(world.clock().orElseThrow(), random);
    };
  }

  private Fault processClock(FakeClock clock, Random random) {
    return new ProcessClockFault(
        clock, pickOther(random, PROCESS_JUMPS, clock.offset()), world.cluster().rest());
  }

  private ManagedProcess anyTaskManager(Random random) {
    return pick(random, world.cluster().taskManagers());
  }

  private ManagedProcess zooKeeper() {
    return world.cluster().zooKeeper().orElseThrow();
  }

  private static Fault kill(FaultKind kind, ManagedProcess process) {
    return new KillFault(kind, process, Duration.ZERO);
  }

  private static Fault freeze(FaultKind kind, ManagedProcess process, Duration length) {
    return new FreezeFault(kind, process, length);
  }

  private Fault delay(FaultKind kind, Random random) {
    Duration each = Duration.ofMillis(50L * (1 + random.nextInt(8)));
    return link(
        kind,
        "delay by %d ms".formatted(each.toMillis()),
        proxy -> proxy.delay(each),
        seconds(random, 3, 6));
  }

  private Fault trickle(FaultKind kind, Random random) {
    int rate = 1000 * (2 + random.nextInt(18));
    return link(
        kind,
        "trickle %d bytes/s".formatted(rate),
        proxy -> proxy.trickle(rate),
        seconds(random, 3, 6));
  }

  private Fault link(FaultKind kind, String what, Consumer<KafkaProxy> harm, Duration length) {
    String describe =
        length.isZero()
            ? what + " between job and Kafka"
            : what + " between job and Kafka for %d s".formatted(length.toSeconds());
    return new LinkFault(kind, world.cluster().proxy().orElseThrow(), describe, harm, length);
  }

  private static Duration seconds(Random random, int least, int most) {
    return Duration.ofSeconds(least + random.nextInt(most - least + 1));
  }

  /** A jump to where a clock is already would be none. */
  private static <T> T pickOther(Random random, List<T> from, T present) {
    T picked = pick(random, from);
    return picked.equals(present) ? from.get((from.indexOf(picked) + 1) % from.size()) : picked;
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
