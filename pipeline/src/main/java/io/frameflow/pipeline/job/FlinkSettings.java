package io.frameflow.pipeline.job;

import io.frameflow.pipeline.web.ReadOnlyRest;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** A job's options as Flink's own configuration. */
public final class FlinkSettings {
  private static final String LOOPBACK = "127.0.0.1";

  /** The state is a few offsets and names: one that takes longer hangs. */
  private static final Duration LONGEST_CHECKPOINT = Duration.ofMinutes(2);

  /** Short for the sake of recovery, long enough for an outage that is waited out. */
  private static final Duration RESTART_DELAY = Duration.ofSeconds(2);

  private FlinkSettings() {}

  /** What the job itself asks of Flink, on a cluster as on one machine. */
  public static Configuration ofJob(JobOptions options) {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.NAME, options.jobName());
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    // A record that would fall to Kryo fails the build of the graph instead of slowing the job.
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointInterval());
    // A barrier may wait longer than an interval for the frames before it. The source must be read
    // between two of them, or the frames that came during one are too old after the next.
    flink.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
        options.checkpointInterval().dividedBy(2));
    flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, checkpointTimeout(options));
    // A failed checkpoint restarts the job, which makes its open transactions again. If it went on
    // while the checkpoints' disk is full, they would reach their timeout and be lost.
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 0);
    options
        .checkpointDirectory()
        .ifPresent(
            directory -> {
              flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
              flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
              flink.set(
                  CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                  ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
            });
    options
        .optional(JobKeys.RESTORE_FROM)
        .ifPresent(path -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    // An outage of broker or registry is waited out, however long. Flink's exponential delay looks
    // at the wall clock: set back by hours, it would have the job wait for as long.
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_DELAY);
    return flink;
  }

  /**
   * A transaction is open from the barrier before its records to the end of the checkpoint after
   * them: at most an interval and this time. It leaves half of the transaction timeout, less half
   * an interval, to whatever outage comes then.
   */
  private static Duration checkpointTimeout(JobOptions options) {
    Duration half = options.transactionTimeout().minus(options.checkpointInterval()).dividedBy(2);
    return half.compareTo(LONGEST_CHECKPOINT) < 0 ? half : LONGEST_CHECKPOINT;
  }

  /** The same with a Flink of its own in this process, its dashboard on loopback only. */
  public static Configuration ofOneMachine(JobOptions options) {
    Configuration flink = ofJob(options);
    flink.set(RestOptions.ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(RestOptions.PORT, options.get(JobKeys.WEB_PORT));
    flink.set(RestOptions.BIND_PORT, Integer.toString(options.get(JobKeys.WEB_PORT)));
    flink.set(WebOptions.SUBMIT_ENABLE, false);
    flink.set(WebOptions.CANCEL_ENABLE, false);
    flink.set(ReadOnlyRest.ENABLED, true);
    // By default every web page may read the answers.
    flink.set(
        WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN,
        "http://%s:%d".formatted(LOOPBACK, options.get(JobKeys.WEB_PORT)));
    // Flink binds its other servers, such as that of job files, to every address of the machine.
    flink.set(JobManagerOptions.ADDRESS, LOOPBACK);
    flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(TaskManagerOptions.HOST, LOOPBACK);
    flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, options.parallelism());
    // One chain without state: no shuffle to speak of, no state backend.
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
    flink.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1));
    return flink;
  }
}
