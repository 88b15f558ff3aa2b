package io.frameflow.pipeline.job;

import io.frameflow.pipeline.frames.PublishedFrames;
import io.frameflow.pipeline.operator.DetectorFactory;
import io.frameflow.pipeline.operator.PackagedModel;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A submitted detection job over Kafka, and how to end it. */
public final class DetectionJob {
  private final JobClient client;

  private DetectionJob(JobClient client) {
    this.client = client;
  }

  /** A job that was submitted before. */
  public static DetectionJob of(JobClient client) {
    return new DetectionJob(client);
  }

  /** An environment that runs the job in this process, with the dashboard on loopback. */
  public static StreamExecutionEnvironment localEnvironment(JobOptions options) {
    return StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(
        FlinkSettings.ofOneMachine(options));
  }

  /**
   * Submits the job to wherever {@code env} runs jobs, and returns once it is accepted.
   *
   * @throws JobFailedException with one line for people if it is not
   * @throws IOException with one line for people if the job is to go on behind what is published
   *     and that cannot be found out
   */
  public static DetectionJob start(StreamExecutionEnvironment env, JobOptions options)
      throws IOException, InterruptedException {
    return start(
        env,
        options,
        PackagedModel.factory(options.modelDirectory(), options.detector(), options.imageLimits()));
  }

  /**
   * As {@link #start(StreamExecutionEnvironment, JobOptions)}, with another way to open the model
   * than from its package.
   */
  public static DetectionJob start(
      StreamExecutionEnvironment env, JobOptions options, DetectorFactory model)
      throws IOException, InterruptedException {
    env.configure(FlinkSettings.ofJob(options));
    PublishedFrames published = PublishedStart.of(env.getConfiguration(), options);
    DetectionTopology.build(
        env,
        FrameSource.of(options, published),
        published,
        FrameSinks.detections(options),
        FrameSinks.deadLetters(options),
        model,
        options);
    try {
      return of(env.executeAsync(options.jobName()));
    } catch (Exception e) {
      throw new JobFailedException("the job did not start", e);
    }
  }

  /** Flink's own handle, for accumulators, savepoints and the job's id. */
  public JobClient client() {
    return client;
  }

  public JobStatus status() throws InterruptedException {
    return get(client.getJobStatus());
  }

  /** Waits for the end of a bounded job, or until another thread ends the job. */
  public void awaitEnd() throws InterruptedException {
    get(client.getJobExecutionResult());
  }

  /**
   * Ends the job without losing or repeating a frame: everything read is detected, written and
   * committed, then the position is saved.
   *
   * @param directory URI that the savepoint is written under
   * @return path of the savepoint, for {@code --restore-from}
   */
  public String stopWithSavepoint(String directory) throws InterruptedException {
    return get(client.stopWithSavepoint(false, directory, SavepointFormatType.CANONICAL));
  }

  /**
   * Ends the job at once. Results since the last checkpoint are aborted; a job that restores that
   * checkpoint makes them again.
   */
  public void cancel() throws InterruptedException {
    get(client.cancel());
  }

  private static <T> T get(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new JobFailedException("the job failed", e.getCause());
    }
  }
}
