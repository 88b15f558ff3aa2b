package io.frameflow.pipeline.cli;

import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobFailedException;
import java.util.Optional;
import java.util.function.Consumer;

/** Ends a job of this process when the process is told to end (Ctrl-C, SIGTERM). */
final class GracefulEnd implements AutoCloseable {
  private final DetectionJob job;
  private final Optional<String> savepoints;
  private final Consumer<String> say;
  private final Thread hook = new Thread(this::end, "end-of-job");
  private volatile boolean ending;

  /**
   * @param savepoints URI of the directory for a savepoint; without it the job is cancelled
   */
  GracefulEnd(DetectionJob job, Optional<String> savepoints, Consumer<String> say) {
    this.job = job;
    this.savepoints = savepoints;
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
        throw e;
      }
    }
  }

  private void end() {
    ending = true;
    try {
      if (savepoints.isPresent()) {
        say.accept("go on with --restore-from " + job.stopWithSavepoint(savepoints.get()));
      } else {
        job.cancel();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JobFailedException e) {
      say.accept("the job did not end cleanly: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    if (!ending) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
