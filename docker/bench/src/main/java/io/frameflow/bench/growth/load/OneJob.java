package io.frameflow.bench.growth.load;

import io.frameflow.bench.stages.Closing;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.standalone.soak.LocalJob;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A running job between topics of its own, and its cameras. */
public final class OneJob implements AutoCloseable {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private OwnTopics topics;
  private JobLoad load;

  private OneJob() {}

  /** Starts a job wherever it is to run; returns when its tasks run. */
  @FunctionalInterface
  public interface Starter {
    DetectionJob start(JobOptions options) throws IOException, InterruptedException;
  }

  /**
   * Starts it with its topics.
   *
   * @param cluster where its topics are made
   * @param prefix of its topics, which no job before has had
   * @param partitions of each topic
   * @param options that want for the prefix alone
   * @param jpegs what its cameras see
   */
  public static OneJob start(
      KafkaAccess cluster,
      String prefix,
      int partitions,
      JobOptions.Builder options,
      Starter starter,
      List<byte[]> jpegs)
      throws IOException, InterruptedException {
    OneJob started = new OneJob();
    try {
      started.topics = started.hold(OwnTopics.create(cluster, prefix, partitions));
      DetectionJob job =
          starter.start(
              options
                  .set(JobKeys.TOPIC_PREFIX, prefix)
                  .set(JobKeys.GROUP_ID, prefix)
                  .set(JobKeys.JOB_NAME, prefix)
                  .build());
      started.hold(() -> LocalJob.cancel(job));
      started.load = started.hold(JobLoad.connect(started.topics.access(), jpegs));
      return started;
    } catch (IOException | InterruptedException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T hold(T part) {
    parts.push(part);
    return part;
  }

  /** Where its frames come from and its results go. */
  public OwnTopics topics() {
    return topics;
  }

  /** What sends it frames. */
  public JobLoad load() {
    return load;
  }

  /** Ends the load, then the job, and deletes its topics. */
  @Override
  public void close() throws IOException {
    Closing.all(parts);
  }
}
