package io.frameflow.pipeline.sinks;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Asks the broker what became of a transaction whose commit it refused.
 *
 * <p>After every restart Flink commits the newest checkpoint's transactions once more. Under the
 * first transaction protocol the broker agrees again. Under the second ({@code transaction.version}
 * 2, KIP-890) the first commit raised the producer's epoch, and the connector, which has the old
 * one from the checkpoint, hears that it is fenced, just as after an abort.
 */
final class BrokerOutcomes implements CommitOutcomes {
  private static final long serialVersionUID = 1L;

  private final Properties clients;

  /**
   * @param clients settings that every Kafka client of the job has
   */
  BrokerOutcomes(Properties clients) {
    this.clients = clients;
  }

  @Override
  public boolean committedBefore(KafkaCommittable committable)
      throws IOException, InterruptedException {
    String id = committable.getTransactionalId();
    try (Admin admin = Admin.create(clients)) {
      TransactionDescription now = admin.describeTransactions(List.of(id)).description(id).get();
      boolean committed =
          now.state() == TransactionState.COMPLETE_COMMIT
              || now.state() == TransactionState.PREPARE_COMMIT;
      // A later epoch is that of a later transaction with the same name.
      return committed
          && now.producerId() == committable.getProducerId()
          && now.producerEpoch() <= committable.getEpoch() + 1;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException
          || e.getCause() instanceof UnsupportedVersionException) {
        return false;
      }
      throw new IOException("the broker does not tell what became of transaction " + id, e);
    }
  }
}
