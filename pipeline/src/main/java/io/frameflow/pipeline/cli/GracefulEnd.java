package io.frameflow.pipeline.cli;

import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobFailedException;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.job.JobTransactions;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a job of this process when the process is told to end (Ctrl-C, SIGTERM). */
final class GracefulEnd implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GracefulEnd.class);

  private final DetectionJob job;
  private final JobOptions options;
  private final Consumer<String> say;
  private final Thread hook = new Thread(this::end, "end-of-job");
  private volatile boolean ending;

  /**
   * @param options without a directory for checkpoints, the job is cancelled
   */
  GracefulEnd(DetectionJob job, JobOptions options, Consumer<String> say) {
    this.job = job;
    this.options = options;
    this.say = say;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * @throws JobFailedException if the job fails by itself
   */
  void awaitJob() throws InterruptedException {
    try {
      job.awaitEnd();
    } catch (JobFailedException e) {
      if (!ending) {
        if (JobTransactions.wereLost(e)) {
          freeAfterLoss(e);
        }
        throw e;
      }
    }
  }

  private void freeAfterLoss(JobFailedException loss) throws InterruptedException {
    try {
      JobTransactions.abort(options);
    } catch (IOException e) {
      loss.addSuppressed(e);
    }
  }

  /** What the hook does. */
  void end() {
    ending = true;
    Optional<String> savepoints = options.checkpointDirectory();
    try {
      if (savepoints.isPresent()) {
        say.accept("go on with --restore-from " + job.stopWithSavepoint(savepoints.get()));
      } else {
        job.cancel();
        freeReaders();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JobFailedException e) {
      say.accept("the job did not end cleanly: " + e.getMessage());
    }
  }

  /**
   * Nothing goes on from a job that saved nothing: what it left open only keeps readers waiting.
   */
  private void freeReaders() throws InterruptedException {
    try {
      job.awaitEnd();
    } catch (JobFailedException e) {
      LOG.debug("The job ended as it was told to", e);
    }
    try {
      JobTransactions.abort(options);
    } catch (IOException e) {
      say.accept("readers of committed records may wait: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("The process is ending, and the hook at work", e);
    }
  }
}
