package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.pipeline.frames.StartingOffsets;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.standalone.cluster.LocalCluster;
import io.frameflow.standalone.cluster.ManagedProcess;
import io.frameflow.standalone.proxy.KafkaProxy;
import io.frameflow.standalone.stack.BrokerSettings;
import io.frameflow.standalone.stack.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A TaskManager is stopped with SIGSTOP in the middle of a commit, past the transaction's timeout.
 * The job must end as failed, and the next one, from what is published, must complete the ledger.
 *
 * <p>Each build runs one round. {@code -Dframeflow.sigstop.rounds=5} runs five of each transaction
 * protocol with each way of naming transactions: twenty.
 */
class FrozenCommitIT {

  private static final int ROUNDS = Integer.getInteger("frameflow.sigstop.rounds", 0);
  private static final int FRAMES = 30;

  /**
   * Rounds that do not count are chance; where more of them come than of the others, they are not.
   */
  private static final int FEW = 3;

  private static final Duration TIMEOUT = Duration.ofSeconds(12);
  private static final Duration LIMIT = Duration.ofMinutes(4);

  static Stream<Arguments> protocolsAndNames() {
    Arguments usual = Arguments.of(2, TransactionNamingStrategy.INCREMENTING, 1);
    if (ROUNDS == 0) {
      return Stream.of(usual);
    }
    return Stream.of(1, 2)
        .flatMap(
            version ->
                Stream.of(TransactionNamingStrategy.values())
                    .map(naming -> Arguments.of(version, naming, ROUNDS)));
  }

  @ParameterizedTest(name = "transaction.version {0}, {1}, {2} rounds")
  @MethodSource("protocolsAndNames")
  void aCommitFrozenPastTheTimeoutIsFoundAndNothingIsLost(
      int transactionVersion, TransactionNamingStrategy naming, int rounds) throws Exception {
    Path folder = Files.createTempDirectory("frameflow-it-");
    try (LocalCluster cluster =
            LocalCluster.builder(folder)
                .taskManagers(1)
                .slots(1)
                .highAvailability(false)
                .proxied(true)
                .broker(
                    new BrokerSettings(
                        Map.of(
                            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
                        Map.of("transaction.version", (short) transactionVersion),
                        List.of()))
                .start();
        SmallFrames frames = new SmallFrames(cluster.access())) {
      JobOptions options =
          cluster
              .jobOptions()
              .set(JobKeys.TRANSACTION_NAMING, naming)
              .set(JobKeys.TRANSACTION_TIMEOUT, TIMEOUT)
              .set(JobKeys.STARTING_OFFSETS, StartingOffsets.PUBLISHED)
              .build();
      int lost = 0;
      int without = 0;
      while (lost < rounds) {
        assertThat(without).as("rounds without a loss").isLessThanOrEqualTo(rounds + FEW);
        frames.push(FRAMES);
        if (loseATransaction(cluster, cluster.submit(options), frames)) {
          lost++;
          System.out.printf(
              "round %d of %d with transaction.version %d and %s: the loss was found%n",
              lost, rounds, transactionVersion, naming);
        } else {
          without++;
          System.out.printf(
              "a round without a loss with transaction.version %d and %s%n",
              transactionVersion, naming);
        }
      }
      String last = cluster.submit(options);
      AuditReport report = Audit.await(cluster.access(), AuditRange.all(), LIMIT);
      cluster.rest().cancel(last);

      System.out.println(report.statement());
      assertThat(report.complete()).as(report.text()).isTrue();
      assertThat(report.frames()).isEqualTo(frames.pushed());
    } finally {
      LocalStack.delete(folder);
    }
  }

  /**
   * False if the round does not count: pooled names made the job think that it had lost one before,
   * or it lost none.
   */
  private static boolean loseATransaction(LocalCluster cluster, String job, SmallFrames frames)
      throws Exception {
    KafkaProxy proxy = cluster.proxy().orElseThrow();
    ManagedProcess taskManager = cluster.taskManagers().get(0);
    // Once everything is published, the next commit is that of the frames to come.
    if (!published(cluster, job)) {
      assertLost(cluster, job);
      return false;
    }
    proxy.withhold(Set.of(KafkaProxy.END_TXN));
    frames.push(FRAMES);
    assertThat(proxy.awaitWithheld(KafkaProxy.END_TXN, LIMIT)).as("a commit came").isTrue();
    taskManager.freeze();
    OpenTransactions.awaitNone(cluster.access(), LIMIT);
    taskManager.thaw();
    proxy.heal();

    // A job that restarted just then was not committing but aborting: it lives and loses nothing.
    if (published(cluster, job)) {
      cluster.rest().cancel(job);
      await().atMost(LIMIT).until(() -> cluster.rest().job(job).ended());
      return false;
    }
    assertLost(cluster, job);
    return true;
  }

  /** Whether all frames are published before the job ends. */
  private static boolean published(LocalCluster cluster, String job) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!cluster.rest().job(job).ended()) {
      AuditReport report = Audit.await(cluster.access(), AuditRange.all(), Duration.ofSeconds(5));
      if (report.missing() == 0) {
        return true;
      }
      assertThat(System.nanoTime()).as(report.text()).isLessThan(deadline);
    }
    return false;
  }

  private static void assertLost(LocalCluster cluster, String job) throws Exception {
    assertThat(cluster.rest().job(job).state()).isEqualTo("FAILED");
    assertThat(cluster.rest().exceptions(job).get(0))
        .contains("can no longer be committed")
        .contains("--starting-offsets published");
  }
}
