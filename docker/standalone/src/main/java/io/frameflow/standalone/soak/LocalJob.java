package io.frameflow.standalone.soak;

import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobFailedException;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.operator.DetectorFactory;
import io.frameflow.pipeline.operator.PackagedModel;
import io.frameflow.standalone.cluster.FlinkRest;
import java.io.IOException;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs with a Flink of their own in this process, from start to end. */
public final class LocalJob {
  private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);

  private LocalJob() {}

  /** Starts a job; returns when its model is loaded. */
  public static DetectionJob start(JobOptions options) throws IOException, InterruptedException {
    return start(
        options,
        PackagedModel.factory(options.modelDirectory(), options.detector(), options.imageLimits()));
  }

  /** Starts a job that opens its model in another way; returns when it is loaded. */
  public static DetectionJob start(JobOptions options, DetectorFactory model)
      throws IOException, InterruptedException {
    DetectionJob job = DetectionJob.start(DetectionJob.localEnvironment(options), options, model);
    new FlinkRest(URI.create("http://127.0.0.1:%d/".formatted(options.get(JobKeys.WEB_PORT))))
        .awaitRunning(job.client().getJobID().toHexString(), FlinkRest.START_LIMIT);
    return job;
  }

  /** Ends a job at once; returns when it has ended. */
  public static void cancel(DetectionJob job) throws InterruptedException {
    job.cancel();
    try {
      job.awaitEnd();
    } catch (JobFailedException e) {
      LOG.debug("A cancelled job ends with an exception", e);
    }
  }

  /**
   * Stops a job where it is; returns when it has ended.
   *
   * @return where to go on from
   */
  public static String stop(DetectionJob job, String savepoints) throws InterruptedException {
    String savepoint = job.stopWithSavepoint(savepoints);
    job.awaitEnd();
    return savepoint;
  }
}
