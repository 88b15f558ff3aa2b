package io.frameflow.standalone.chaos;

import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.standalone.cluster.JobView;
import io.frameflow.standalone.cluster.LocalCluster;
import io.frameflow.standalone.cluster.ManagedProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person or an orchestrator does beside a cluster, and no more: starts processes that have
 * ended, restarts a JobManager that no longer answers, and submits a job that has ended for good
 * again, going on from what is published.
 */
final class JobOperator {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /**
   * A JobManager that lost its ZooKeeper session may never take part in elections again: Curator's
   * LeaderLatch waits for ever where ZooKeeper has removed the empty node of its contenders.
   */
  private static final Duration LIVENESS = Duration.ofSeconds(30);

  private final LocalCluster cluster;
  private final JobOptions options;
  private final LivenessProbe jobManager;
  private final List<String> resubmissions = new ArrayList<>();
  private final List<String> restarts = new ArrayList<>();
  private String jobId = "";

  JobOperator(LocalCluster cluster, JobOptions options) {
    this.cluster = cluster;
    this.options = options;
    ManagedProcess process = cluster.jobManager();
    jobManager = new LivenessProbe(process::starts, process::isReady, LIVENESS, System::nanoTime);
  }

  /** Submits the job for the first time and waits until it runs. */
  void submit() throws IOException {
    jobId = cluster.submit(options);
    cluster.awaitRunning(jobId, START_LIMIT);
  }

  String jobId() {
    return jobId;
  }

  /** Starts what has ended by itself, or hangs. */
  void tendProcesses() throws IOException, InterruptedException {
    for (ManagedProcess process : cluster.processes()) {
      if (!process.isAlive()) {
        process.start();
        restarts.add(process.name() + " had ended");
      }
    }
    if (jobManager.fails()) {
      cluster.jobManager().restart();
      restarts.add("jobmanager had not answered for %d s".formatted(LIVENESS.toSeconds()));
    }
  }

  /**
   * Submits the job again if it has ended.
   *
   * @throws IOException when the cluster cannot take it just now
   */
  void submitEnded(JobView job) throws IOException {
    if (!job.ended()) {
      return;
    }
    Optional<String> living = cluster.rest().livingJobs().stream().findFirst();
    if (living.isPresent()) {
      // Submitted before, but the client heard no answer: a second one would fight with it.
      jobId = living.get();
      return;
    }
    String reason = job.state() + ": " + reason();
    JobOptions again = options.toBuilder().parse(JobKeys.STARTING_OFFSETS, "published").build();
    jobId = cluster.submit(again);
    resubmissions.add(reason);
  }

  private String reason() throws IOException {
    return cluster.rest().exceptions(jobId).stream()
        .findFirst()
        .flatMap(trace -> trace.lines().filter(line -> line.startsWith("Caused by: ")).findFirst())
        .orElse("for a reason that Flink does not tell");
  }

  /** Why the job had ended, for each time that it was submitted again. */
  List<String> resubmissions() {
    return List.copyOf(resubmissions);
  }

  /** Which processes were started again without having been killed, and why. */
  List<String> restarts() {
    return List.copyOf(restarts);
  }
}
