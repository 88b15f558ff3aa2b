package io.frameflow.standalone.overload;

import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.waiting.ShedPolicy;
import java.time.Duration;
import java.util.Optional;

/** The most that a detected frame may lag behind its record in Kafka, under a policy. */
final class LagBound {
  /** Decoding, emission and the operating system's turns between the program's threads. */
  private static final Duration SLACK = Duration.ofMillis(250);

  /** The most that the operator lets the source fetch before it chooses. */
  private static final Duration READING = Duration.ofMillis(20);

  private LagBound() {}

  /**
   * Stale: the allowed age at its turn, the batch that is in the network then, and its own. Latest:
   * the two batches under way when it came, a round over the cameras for a checkpoint, and one for
   * itself. Never: none, it waits in Kafka.
   *
   * @param slowestBatch that there was
   */
  static Optional<Duration> of(JobOptions job, int cameras, Duration slowestBatch) {
    ShedPolicy policy = job.shedPolicy();
    Duration reading = READING.plus(SLACK);
    return switch (policy) {
      case NEVER -> Optional.empty();
      case STALE -> Optional.of(job.maxAge().plus(slowestBatch.multipliedBy(2)).plus(reading));
      case LATEST -> {
        int round = (cameras + job.batchSize() - 1) / job.batchSize();
        yield Optional.of(slowestBatch.multipliedBy(2 + 2L * round).plus(reading.multipliedBy(2)));
      }
    };
  }
}
