package io.frameflow.bench.growth.tables;

import io.frameflow.bench.measuring.Plan;
import java.time.Duration;

/**
 * How long the tables are measured.
 *
 * @param steps of the tables without Kafka
 * @param jobRounds turns of each row with a job
 * @param cameraTurn how long the cameras of one turn send
 */
public record GrowthPlan(Plan steps, int jobRounds, Duration cameraTurn) {

  /**
   * @throws IllegalArgumentException naming what is out of range
   */
  public GrowthPlan {
    if (jobRounds < 1) {
      throw new IllegalArgumentException("--job-rounds must be at least 1, but is " + jobRounds);
    }
    if (cameraTurn.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "--job-seconds must be at least 1, but is " + cameraTurn.toSeconds());
    }
  }
}
