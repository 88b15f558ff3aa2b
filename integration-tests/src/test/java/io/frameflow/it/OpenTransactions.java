package io.frameflow.it;

import static org.awaitility.Awaitility.await;

import io.frameflow.connectors.access.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;

/** Transactions that are neither committed nor aborted yet, as the broker sees them. */
final class OpenTransactions {

  private OpenTransactions() {}

  /** Waits until the broker has none; the test fails if it still has one after the limit. */
  static void awaitNone(KafkaAccess access, Duration limit) {
    ListTransactionsOptions open =
        new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING));
    try (Admin admin = Admin.create(access.clientConfig(Map.of()))) {
      await().atMost(limit).until(() -> admin.listTransactions(open).all().get().isEmpty());
    }
  }
}
