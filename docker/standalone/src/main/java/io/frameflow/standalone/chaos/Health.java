package io.frameflow.standalone.chaos;

import io.frameflow.standalone.cluster.CheckpointView;
import io.frameflow.standalone.cluster.JobView;
import io.frameflow.standalone.cluster.LocalCluster;
import io.frameflow.standalone.cluster.ManagedProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether the job is well again: all its tasks run, a checkpoint has completed that cannot have
 * begun before the fault, and results of frames that were pushed after the fault are committed in
 * every partition.
 */
final class Health {

  private static final Duration PAUSE = Duration.ofMillis(150);

  private final LocalCluster cluster;
  private final CameraStream cameras;
  private final PublishedTail tail;
  private final JobOperator operator;
  private final Set<Integer> partitions = new HashSet<>();
  private String job = "";
  private long newestCheckpoint;
  private long checkpointAtMark;
  private String lastSeen = "nothing was seen of the job yet";

  Health(ChaosWorld world, JobOperator operator) {
    this.cluster = world.cluster();
    this.cameras = world.cameras();
    this.tail = world.published();
    this.operator = operator;
  }

  /** From here on counts what is pushed, committed and saved. */
  void mark() {
    partitions.addAll(cameras.firstSinceMark().keySet());
    cameras.mark();
    look(false);
    checkpointAtMark = newestCheckpoint;
  }

  /**
   * Waits until the job is well, and tends to what has ended meanwhile.
   *
   * @return false when it is not within the limit
   */
  boolean await(Duration limit) throws InterruptedException, IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!look(true)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      operator.tendProcesses();
      Thread.sleep(PAUSE.toMillis());
    }
    return true;
  }

  /** Waits until every process does its work, so that the next fault meets a whole cluster. */
  boolean awaitProcesses(Duration limit) throws InterruptedException, IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    for (ManagedProcess process : cluster.processes()) {
      while (!process.isReady()) {
        if (System.nanoTime() > deadline) {
          lastSeen = process.name() + " is not ready; see " + process.log();
          return false;
        }
        operator.tendProcesses();
        Thread.sleep(PAUSE.toMillis());
      }
    }
    return true;
  }

  /** What the last look at the job showed, for when it does not get well. */
  String lastSeen() {
    return lastSeen;
  }

  private boolean look(boolean tend) {
    try {
      JobView view = cluster.rest().job(operator.jobId());
      lastSeen = "the job is " + view.state();
      if (tend) {
        operator.submitEnded(view);
      }
      // Both look, so that the next look at a checkpoint knows of this one.
      boolean running = runs(view);
      boolean checkpointed = checkpointed();
      return running && checkpointed && published();
    } catch (IOException e) {
      lastSeen = e.getMessage() == null ? e.toString() : e.getMessage();
      return false;
    }
  }

  private boolean runs(JobView view) {
    if (view.allTasksRun()) {
      return true;
    }
    lastSeen = "the job is " + view.state() + ", and not all of its tasks run";
    return false;
  }

  private boolean checkpointed() throws IOException {
    if (!job.equals(operator.jobId())) {
      // A job that was submitted anew counts its checkpoints from 1.
      job = operator.jobId();
      newestCheckpoint = 0;
      checkpointAtMark = 0;
    }
    CheckpointView checkpoints = cluster.rest().checkpoints(job);
    newestCheckpoint = Math.max(newestCheckpoint, checkpoints.latestCompleted());
    // One may have been on its way at the mark; the next but one has begun after it.
    if (newestCheckpoint >= checkpointAtMark + 2) {
      return true;
    }
    lastSeen = "the job runs, but has not completed a checkpoint since";
    return false;
  }

  private boolean published() {
    Map<Integer, Long> first = cameras.firstSinceMark();
    Set<Integer> wanted = new HashSet<>(partitions);
    wanted.addAll(first.keySet());
    for (int partition : wanted) {
      Long offset = first.get(partition);
      if (offset == null || tail.newest(partition) < offset) {
        lastSeen =
            "the job saves, but no new frame of partition %d is published yet".formatted(partition);
        return false;
      }
    }
    return !wanted.isEmpty();
  }
}
