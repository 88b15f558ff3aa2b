package io.frameflow.pipeline.sinks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits through the connector's committer, and ends the job when the broker refuses a commit for
 * good. The connector alone logs that and goes on, and the records are lost without a word.
 */
@SuppressWarnings("try") // Flink closes it, and may be interrupted in that.
final class CheckedCommitter implements Committer<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(CheckedCommitter.class);

  private final Committer<KafkaCommittable> committer;
  private final CommitOutcomes outcomes;
  private final LostTransactionMessage message;
  private final Counter lostTransactions;

  CheckedCommitter(
      Committer<KafkaCommittable> committer,
      CommitOutcomes outcomes,
      LostTransactionMessage message,
      Counter lostTransactions) {
    this.committer = committer;
    this.outcomes = outcomes;
    this.message = message;
    this.lostTransactions = lostTransactions;
  }

  /**
   * @throws LostTransactionException after all the others were committed, if one cannot be
   */
  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<CheckedRequest> checked = requests.stream().map(CheckedRequest::new).toList();
    // Should it throw, the restart finds a lost transaction again: nothing is forgotten here.
    committer.commit(List.copyOf(checked));
    List<CheckedRequest> lost = new ArrayList<>();
    for (CheckedRequest request : checked) {
      if (request.refusal() == null) {
        continue;
      }
      if (outcomes.committedBefore(request.getCommittable())) {
        LOG.info("{} was committed before", request.getCommittable());
        request.signalAlreadyCommitted();
      } else {
        LOG.error("{} is lost with its records", request.getCommittable(), request.refusal());
        request.lost();
        lost.add(request);
      }
    }
    if (!lost.isEmpty()) {
      lostTransactions.inc(lost.size());
      CheckedRequest first = lost.get(0);
      throw new LostTransactionException(
          message.of(
              first.getCommittable().getTransactionalId(), first.refusal(), lost.size() - 1));
    }
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }
}
