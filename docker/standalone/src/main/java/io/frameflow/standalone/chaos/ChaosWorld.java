package io.frameflow.standalone.chaos;

import io.frameflow.standalone.cluster.LocalCluster;
import io.frameflow.standalone.disks.SmallDisk;
import java.util.Optional;

/**
 * Everything that faults act on, and what sees their effect.
 *
 * @param published what the job has published
 * @param checkpointDisk a small disk under the checkpoints, where one could be mounted
 * @param brokerDisk a small disk under the broker's log, where one could be mounted
 * @param clock the clock of Flink's processes, where it can be faked
 */
record ChaosWorld(
    LocalCluster cluster,
    CameraStream cameras,
    PublishedTail published,
    Optional<SmallDisk> checkpointDisk,
    Optional<SmallDisk> brokerDisk,
    Optional<FakeClock> clock) {}
