package io.frameflow.it;

import java.lang.reflect.Proxy;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.SinkCommitterMetricGroup;

/** One transaction handed to a committer outside of a job, and what the committer said of it. */
final class TestCommit implements Committer.CommitRequest<KafkaCommittable> {

  private final KafkaCommittable committable;
  private Throwable failure;

  TestCommit(KafkaCommittable committable) {
    this.committable = committable;
  }

  /** Null if it was committed. */
  Throwable failure() {
    return failure;
  }

  @Override
  public KafkaCommittable getCommittable() {
    return committable;
  }

  @Override
  public int getNumberOfRetries() {
    return 0;
  }

  @Override
  public void signalFailedWithKnownReason(Throwable reason) {
    failure = reason;
  }

  @Override
  public void signalFailedWithUnknownReason(Throwable reason) {
    throw new IllegalStateException(reason);
  }

  @Override
  public void retryLater() {
    throw new IllegalStateException("not answered at once");
  }

  @Override
  public void updateAndRetryLater(KafkaCommittable changed) {
    retryLater();
  }

  @Override
  public void signalAlreadyCommitted() {}

  /** What a committer asks of Flink. */
  record Context(Counter lostTransactions) implements CommitterInitContext {
    Context() {
      this(new SimpleCounter());
    }

    @Override
    public SinkCommitterMetricGroup metricGroup() {
      return (SinkCommitterMetricGroup)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {SinkCommitterMetricGroup.class},
              (proxy, method, args) -> {
                if (method.getName().equals("counter") && args[0].equals("lostTransactions")) {
                  return lostTransactions;
                }
                throw new UnsupportedOperationException(method.toString());
              });
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
      return OptionalLong.empty();
    }

    @Override
    public JobInfo getJobInfo() {
      throw new UnsupportedOperationException();
    }

    @Override
    public TaskInfo getTaskInfo() {
      return new TaskInfoImpl("committer", 1, 0, 1, 0);
    }
  }
}
