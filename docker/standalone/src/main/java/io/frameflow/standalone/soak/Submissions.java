package io.frameflow.standalone.soak;

import io.frameflow.detector.models.ModelPackage;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.standalone.cluster.JobArguments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Submits the job's jar to one session cluster over and over, lets some frames through and ends it,
 * by a cancel and by a stop with a savepoint in turn. Each job has its own class loader in the one
 * TaskManager: whatever keeps one alive fills the Metaspace, and native code that came with one
 * aborts the process at the second job.
 */
public final class Submissions implements SoakPart {
  private static final long FRAMES_EACH = 4;
  private static final Duration FRAMES_LIMIT = Duration.ofMinutes(2);

  private final SoakStack stack;
  private final Path jar;
  private final Path model;
  private final long warmUp;
  private final long count;

  /**
   * @param jar of the detection job
   * @param count submissions after the warm-up
   */
  public Submissions(SoakStack stack, Path jar, Path model, long warmUp, long count) {
    this.stack = stack;
    this.jar = jar;
    this.model = model;
    this.warmUp = warmUp;
    this.count = count;
  }

  @Override
  public String name() {
    return "submissions";
  }

  @Override
  public long warmUp() {
    return warmUp;
  }

  @Override
  public long total() {
    return warmUp + count;
  }

  @Override
  public List<Limit> limits() {
    return CycleLimits.LIST;
  }

  @Override
  public void run(Samples samples) throws IOException, InterruptedException {
    Settling settling = new Settling();
    Optional<String> restoreFrom = Optional.empty();
    try (SessionCluster cluster = SessionCluster.start(jar);
        Feeder feeder = Feeder.open(stack.access(), ModelPackage.open(model).manifest().input());
        Arrivals arrivals = Arrivals.open(stack.access())) {
      for (long done = 1; done <= total(); done++) {
        JobOptions.Builder options = stack.job(model);
        restoreFrom.ifPresent(path -> options.set(JobKeys.RESTORE_FROM, path));
        String job = cluster.submit(JobArguments.of(options.build()));
        feeder.push(FRAMES_EACH);
        arrivals.await(feeder.pushed(), FRAMES_LIMIT);
        if (done % 2 == 0) {
          cluster.cancel(job);
          // Everything is committed, and so is the consumer group's place.
          restoreFrom = Optional.empty();
        } else {
          restoreFrom = Optional.of(cluster.stop(job, stack.savepoints()));
        }
        settling.await();
        samples.take(done);
      }
    }
  }
}
