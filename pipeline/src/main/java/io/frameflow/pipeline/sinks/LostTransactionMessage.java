package io.frameflow.pipeline.sinks;

import java.io.Serializable;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/**
 * Says in one line what was lost, why, and what to do.
 *
 * @param naming tells whether a transactional id holds its checkpoint's number
 * @param timeout the job's transaction timeout as people write it
 */
record LostTransactionMessage(TransactionNamingStrategy naming, String timeout)
    implements Serializable {

  String of(String transactionalId, Throwable refusal, int others) {
    return ("transaction %s%s can no longer be committed (%s): the broker has ended it, because it"
            + " was open for longer than --transaction-timeout (%s) or because another job uses the"
            + " same --transactional-id-prefix. Its frames count as done, but%s their results are"
            + " not published. Start the job again with --starting-offsets published and without"
            + " --restore-from: it makes them once more")
        .formatted(
            transactionalId,
            checkpoint(transactionalId) + (others == 0 ? "" : " and " + others + " more"),
            refusal.getClass().getSimpleName(),
            timeout,
            // A name is taken again as soon as its transaction is committed; a crash before the
            // next checkpoint is complete then looks like a loss.
            naming == TransactionNamingStrategy.POOLING ? " perhaps" : "");
  }

  private String checkpoint(String transactionalId) {
    return naming == TransactionNamingStrategy.INCREMENTING
        ? " of checkpoint " + transactionalId.substring(transactionalId.lastIndexOf('-') + 1)
        : "";
  }
}
