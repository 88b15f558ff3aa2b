package io.frameflow.pipeline.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * The longest transaction that the brokers allow. A producer that asks for more is refused when its
 * task starts, and the job restarts for ever.
 */
final class TransactionLimit {
  private static final String SETTING = "transaction.max.timeout.ms";

  /** Of a broker whose setting nobody changed. */
  private static final Duration USUAL = Duration.ofMinutes(15);

  private TransactionLimit() {}

  /**
   * Compares the job's timeout with the brokers' limit; with the usual one where the job may not
   * read theirs.
   *
   * @throws IOException with one line for people if the timeout is longer
   * @throws ExecutionException if the brokers cannot be asked
   */
  static void check(Admin admin, JobOptions options)
      throws IOException, InterruptedException, ExecutionException {
    if (options.delivery() != DeliveryGuarantee.EXACTLY_ONCE) {
      return;
    }
    Duration timeout = options.transactionTimeout();
    try {
      Duration limit = limit(admin);
      if (timeout.compareTo(limit) > 0) {
        throw refused(
            timeout, "is more than the brokers' %s of %s".formatted(SETTING, text(limit)));
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof AuthorizationException)) {
        throw e;
      }
      if (timeout.compareTo(USUAL) > 0) {
        throw refused(
            timeout,
            ("is more than the usual %s of brokers, and theirs cannot be read without the ACL"
                    + " DescribeConfigs on the cluster (%s)")
                .formatted(text(USUAL), SETTING));
      }
    }
  }

  /** The least of all brokers. */
  private static Duration limit(Admin admin) throws InterruptedException, ExecutionException {
    List<ConfigResource> brokers =
        admin.describeCluster().nodes().get().stream()
            .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
            .toList();
    return admin.describeConfigs(brokers).all().get().values().stream()
        .map(config -> Duration.ofMillis(Long.parseLong(config.get(SETTING).value())))
        .min(Comparator.naturalOrder())
        .orElse(USUAL);
  }

  private static IOException refused(Duration timeout, String reason) {
    return new IOException(
        "--transaction-timeout %s %s; give a shorter one, or raise theirs"
            .formatted(text(timeout), reason));
  }

  private static String text(Duration duration) {
    return TimeUtils.formatWithHighestUnit(duration);
  }
}
