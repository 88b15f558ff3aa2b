package io.frameflow.pipeline.sinks;

import io.frameflow.schemas.rights.KafkaCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Transactions that a job left open. Readers of committed records see nothing that was written
 * after the first record of one, by anybody, until it ends: at the latest by its timeout.
 */
public final class OpenTransactions {
  private static final List<TransactionState> OPEN =
      List.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT,
          TransactionState.PREPARE_EPOCH_FENCE);

  private static final long PAUSE_MILLIS = 100;

  private final KafkaCluster cluster;
  private final Admin admin;
  private final Pattern ours;

  /**
   * @param admin of the cluster
   * @param prefixes of the sinks' transactional ids
   */
  public OpenTransactions(KafkaCluster cluster, Admin admin, List<String> prefixes) {
    this.cluster = cluster;
    this.admin = admin;
    // The rest are the numbers of subtask and transaction: "a" does not take the ids of "a-b".
    this.ours =
        Pattern.compile(
            "(%s)-\\d+-\\d+"
                .formatted(String.join("|", prefixes.stream().map(Pattern::quote).toList())));
  }

  /**
   * Transactional ids with an open transaction, sorted.
   *
   * @throws IOException with one line for people
   */
  public List<String> list() throws IOException, InterruptedException {
    return open().stream().map(TransactionListing::transactionalId).sorted().toList();
  }

  /**
   * Aborts them, whoever holds them, and waits until the broker has done so. A producer that still
   * lives is fenced: it can neither write nor commit any more.
   *
   * @return how many were aborted
   * @throws IOException with one line for people, also if some are still open after {@code
   *     patience}
   */
  public int abort(Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    int aborted = 0;
    List<TransactionListing> open = open();
    while (!open.isEmpty()) {
      List<String> ongoing =
          open.stream()
              .filter(transaction -> transaction.state() == TransactionState.ONGOING)
              .map(TransactionListing::transactionalId)
              .toList();
      fence(ongoing);
      aborted += ongoing.size();
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "transaction %s is still open after %d s; look at the broker's log, or wait until its"
                    .formatted(open.get(0).transactionalId(), patience.toSeconds())
                + " timeout ends it");
      }
      Thread.sleep(PAUSE_MILLIS);
      open = open();
    }
    return aborted;
  }

  private List<TransactionListing> open() throws IOException, InterruptedException {
    try {
      return admin
          .listTransactions(new ListTransactionsOptions().filterStates(OPEN))
          .all()
          .get()
          .stream()
          .filter(transaction -> ours.matcher(transaction.transactionalId()).matches())
          .toList();
    } catch (ExecutionException e) {
      throw cluster.failure("listing the open transactions", e.getCause());
    }
  }

  private void fence(List<String> transactionalIds) throws IOException, InterruptedException {
    try {
      admin.fenceProducers(transactionalIds).all().get();
    } catch (ExecutionException e) {
      throw cluster.failure("aborting the transactions " + transactionalIds, e.getCause());
    }
  }
}
