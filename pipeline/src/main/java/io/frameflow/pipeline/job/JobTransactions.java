package io.frameflow.pipeline.job;

import io.frameflow.pipeline.sinks.LostTransactionException;
import io.frameflow.pipeline.sinks.OpenTransactions;
import io.frameflow.schemas.rights.KafkaCluster;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.Admin;

/**
 * What a job that has ended may have left open on the brokers, where it keeps readers of committed
 * records waiting.
 */
public final class JobTransactions {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private JobTransactions() {}

  /** Aborts the open transactions of the job with these options. It must not run. */
  public static int abort(JobOptions options) throws IOException, InterruptedException {
    return abort(
        new KafkaCluster(options.bootstrapServers(), options.kafkaConfig()),
        options.transactionalIdPrefix());
  }

  /**
   * Aborts the open transactions of a job.
   *
   * @param transactionalIdPrefix as the job has it
   * @return how many there were
   * @throws IOException with one line for people, within seconds if no broker answers
   */
  public static int abort(KafkaCluster cluster, String transactionalIdPrefix)
      throws IOException, InterruptedException {
    try (Admin admin = cluster.admin()) {
      return new OpenTransactions(
              cluster, admin, FrameSinks.transactionalIdPrefixes(transactionalIdPrefix))
          .abort(PATIENCE);
    }
  }

  /** Whether a job ended because a transaction was lost: nothing can go on from its checkpoint. */
  public static boolean wereLost(Throwable failure) {
    return ExceptionUtils.findThrowable(failure, LostTransactionException.class).isPresent();
  }
}
