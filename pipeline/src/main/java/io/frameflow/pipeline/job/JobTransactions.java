package io.frameflow.pipeline.job;

import io.frameflow.pipeline.sinks.LostTransactionException;
import io.frameflow.pipeline.sinks.OpenTransactions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * What a job that has ended may have left open on the brokers, where it keeps readers of committed
 * records waiting.
 */
public final class JobTransactions {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private JobTransactions() {}

  /** Aborts the open transactions of the job with these options. It must not run. */
  public static int abort(JobOptions options) throws IOException, InterruptedException {
    return abort(options.clients(), options.transactionalIdPrefix());
  }

  /**
   * Aborts the open transactions of a job.
   *
   * @param clients settings of Kafka clients
   * @param transactionalIdPrefix as the job has it
   * @return how many there were
   * @throws IOException with one line for people
   */
  public static int abort(Map<String, String> clients, String transactionalIdPrefix)
      throws IOException, InterruptedException {
    Properties properties = new Properties();
    properties.putAll(clients);
    return abort(properties, transactionalIdPrefix);
  }

  private static int abort(Properties clients, String transactionalIdPrefix)
      throws IOException, InterruptedException {
    try (Admin admin = Admin.create(clients)) {
      return new OpenTransactions(admin, FrameSinks.transactionalIdPrefixes(transactionalIdPrefix))
          .abort(PATIENCE);
    } catch (KafkaException e) {
      throw new IOException("Kafka is not usable: " + e.getMessage(), e);
    }
  }

  /** Whether a job ended because a transaction was lost: nothing can go on from its checkpoint. */
  public static boolean wereLost(Throwable failure) {
    return ExceptionUtils.findThrowable(failure, LostTransactionException.class).isPresent();
  }
}
