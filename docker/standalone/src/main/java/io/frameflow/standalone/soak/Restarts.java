package io.frameflow.standalone.soak;

import io.frameflow.detector.models.ModelPackage;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.operator.DetectorFactory;
import io.frameflow.pipeline.operator.PackagedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts a job, lets some frames through and ends it: by a cancel, by a stop with a savepoint, and
 * by a failing task that restarts the job from its checkpoint, in turn. Each job goes on where the
 * one before it ended.
 */
public final class Restarts extends Cycles {
  private static final long FRAMES_EACH = 4;
  private static final Duration FRAMES_LIMIT = Duration.ofMinutes(2);

  private final SoakStack stack;
  private final Path model;
  private Optional<String> restoreFrom = Optional.empty();

  private enum End {
    CANCEL,
    SAVEPOINT,
    FAILURE
  }

  /**
   * @param count restarts after the warm-up
   */
  public Restarts(SoakStack stack, Path model, long warmUp, long count) {
    super("restarts", CycleLimits.OF_THIS_PROCESS, warmUp, count);
    this.stack = stack;
    this.model = model;
  }

  @Override
  public void run(Samples samples) throws IOException, InterruptedException {
    Settling settling = new Settling();
    End[] ends = End.values();
    try (Feeder feeder = Feeder.open(stack.access(), ModelPackage.open(model).manifest().input());
        Arrivals arrivals = Arrivals.open(stack.access())) {
      for (long done = 1; done <= total(); done++) {
        runOnce(ends[(int) (done % ends.length)], feeder, arrivals);
        settling.await();
        samples.take(done);
      }
    }
  }

  private void runOnce(End end, Feeder feeder, Arrivals arrivals)
      throws IOException, InterruptedException {
    JobOptions.Builder builder = stack.job(model);
    restoreFrom.ifPresent(path -> builder.set(JobKeys.RESTORE_FROM, path));
    JobOptions options = builder.build();
    DetectorFactory real =
        PackagedModel.factory(options.modelDirectory(), options.detector(), options.imageLimits());
    DetectionJob job = LocalJob.start(options, FragileModel.of(real));
    push(feeder, arrivals);
    if (end == End.SAVEPOINT) {
      restoreFrom = Optional.of(LocalJob.stop(job, stack.savepoints()));
      return;
    }
    if (end == End.FAILURE) {
      FragileModel.breakDown();
      push(feeder, arrivals);
    }
    LocalJob.cancel(job);
    restoreFrom = Optional.of(newestCheckpoint());
  }

  private static void push(Feeder feeder, Arrivals arrivals) throws IOException {
    feeder.push(FRAMES_EACH);
    arrivals.await(feeder.pushed(), FRAMES_LIMIT);
  }

  private String newestCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(stack.checkpoints())) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(file -> file.toFile().lastModified()))
          .map(file -> file.getParent().toUri().toString())
          .orElseThrow(() -> new IOException("no checkpoint in " + stack.checkpoints()));
    }
  }
}
