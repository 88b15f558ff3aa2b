package io.frameflow.pipeline.sinks;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.errors.ProducerFencedException;

/** A job of this process that writes one record, whose commit is refused. */
public final class RefusedJob {

  /** How often it is started again before it gives up. */
  static final int RESTARTS = 2;

  private RefusedJob() {}

  /** One that loses a transaction. */
  public static JobClient start() throws Exception {
    return start(new RefusedCommits(new ProducerFencedException("fenced"), never -> false));
  }

  @SuppressWarnings("try") // Flink's environment may be interrupted in its close.
  static JobClient start(RefusedCommits sink) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    try (StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration)) {
      env.fromData(1).sinkTo(sink);
      return env.executeAsync("refused commits");
    }
  }
}
