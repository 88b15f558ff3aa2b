package io.frameflow.pipeline.sinks;

import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.TransactionAbortableException;

/** A request to commit one transaction that keeps the broker's last word for its judge. */
final class CheckedRequest implements CommitRequest<KafkaCommittable> {
  private final CommitRequest<KafkaCommittable> request;
  private Throwable refusal;

  CheckedRequest(CommitRequest<KafkaCommittable> request) {
    this.request = request;
  }

  /** Why the broker will never commit the transaction (again); null while it may. */
  Throwable refusal() {
    return refusal;
  }

  @Override
  public KafkaCommittable getCommittable() {
    return request.getCommittable();
  }

  @Override
  public int getNumberOfRetries() {
    return request.getNumberOfRetries();
  }

  /** What the connector reports so, it takes for done with. */
  @Override
  public void signalFailedWithKnownReason(Throwable reason) {
    refusal = reason;
  }

  /** Restarts the job, which is no use for what the broker will answer in the same way for ever. */
  @Override
  public void signalFailedWithUnknownReason(Throwable reason) {
    if (reason instanceof InvalidPidMappingException
        || reason instanceof TransactionAbortableException) {
      refusal = reason;
    } else {
      request.signalFailedWithUnknownReason(reason);
    }
  }

  /** The judgement on a refused request: its records are lost. */
  void lost() {
    request.signalFailedWithKnownReason(refusal);
  }

  @Override
  public void retryLater() {
    request.retryLater();
  }

  @Override
  public void updateAndRetryLater(KafkaCommittable committable) {
    request.updateAndRetryLater(committable);
  }

  /** Also the other judgement on a refused request. */
  @Override
  public void signalAlreadyCommitted() {
    request.signalAlreadyCommitted();
  }
}
