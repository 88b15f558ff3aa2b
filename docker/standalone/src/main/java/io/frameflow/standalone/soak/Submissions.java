package io.frameflow.standalone.soak;

import io.frameflow.detector.models.ModelPackage;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.standalone.Installation;
import io.frameflow.standalone.cluster.FlinkRest;
import io.frameflow.standalone.cluster.JobArguments;
import io.frameflow.standalone.cluster.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Submits the job's jar to one session cluster over and over, lets some frames through and ends it,
 * by a cancel and by a stop with a savepoint in turn. In the one TaskManager each job has its own
 * class loader: whatever keeps one alive fills the Metaspace, and native code that came with one
 * aborts the process at the second job.
 */
public final class Submissions extends Cycles {
  private static final long FRAMES_EACH = 4;
  private static final Duration FRAMES_LIMIT = Duration.ofMinutes(5);
  private static final Duration STATE_LIMIT = Duration.ofMinutes(2);

  /** On a starved machine single answers of Flink take longer than anybody waits for one. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The folder below {@code web.upload.dir} and the form of name that Flink looks for. */
  private static final String UPLOADED = "flink-web-upload/soak_frameflow-job.jar";

  private final Path dir;
  private final Path model;

  /**
   * @param dir an empty folder for all that the cluster writes
   * @param count submissions after the warm-up
   */
  public Submissions(Path dir, Path model, long warmUp, long count) {
    super("submissions", CycleLimits.OF_ANY_PROCESS, warmUp, count);
    this.dir = dir;
    this.model = model;
  }

  @Override
  public void run(Samples samples) throws IOException, InterruptedException {
    try (LocalCluster cluster = cluster();
        Feeder feeder = Feeder.open(cluster.access(), ModelPackage.open(model).manifest().input());
        Arrivals arrivals = Arrivals.open(cluster.access());
        MemoryReading taskManager = MemoryReading.ofProcess(cluster.taskManagers().get(0).pid())) {
      FlinkRest rest = cluster.rest().patient(PATIENCE);
      Optional<String> restoreFrom = Optional.empty();
      for (long done = 1; done <= total(); done++) {
        String job = submit(cluster, rest, restoreFrom);
        feeder.push(FRAMES_EACH);
        arrivals.await(feeder.pushed(), FRAMES_LIMIT);
        restoreFrom = end(rest, job, done % 2 == 0);
        samples.take(done, taskManager);
      }
    }
  }

  private LocalCluster cluster() throws IOException {
    Path jar = Installation.current().jobJar();
    if (!Files.isRegularFile(jar)) {
      throw new IOException("no job in " + jar + "; build it with ./mvnw package -DskipTests");
    }
    Path uploaded = dir.resolve(UPLOADED);
    Files.createDirectories(uploaded.getParent());
    Files.copy(jar, uploaded);
    return LocalCluster.builder(dir.resolve("cluster"))
        .taskManagers(1)
        .slots(1)
        .highAvailability(false)
        // The JobManager runs the jar's main class, which saves a client's JVM each time.
        .flink(Map.of("web.submit.enable", "true", "web.upload.dir", dir.toString()))
        .taskManagerJvm(List.of("-Xms256m", "-XX:+AlwaysPreTouch"))
        .environment(Map.of("MALLOC_ARENA_MAX", "2"))
        .start();
  }

  private String submit(LocalCluster cluster, FlinkRest rest, Optional<String> restoreFrom)
      throws IOException {
    JobOptions.Builder options =
        cluster.jobOptions().set(JobKeys.MODEL, model.toAbsolutePath().toString());
    restoreFrom.ifPresent(path -> options.set(JobKeys.RESTORE_FROM, path));
    String job =
        rest.runJar(Path.of(UPLOADED).getFileName().toString(), JobArguments.of(options.build()));
    rest.awaitRunning(job, STATE_LIMIT);
    return job;
  }

  /** Ends a job, and tells where the next one goes on from. */
  private Optional<String> end(FlinkRest rest, String job, boolean cancel)
      throws IOException, InterruptedException {
    if (!cancel) {
      String savepoints = dir.resolve("savepoints").toUri().toString();
      String savepoint = rest.stopWithSavepoint(job, savepoints, false, STATE_LIMIT);
      awaitEnd(rest, job);
      return Optional.of(savepoint);
    }
    rest.cancel(job);
    awaitEnd(rest, job);
    // Not the consumer group's place: it is written after the results are, or never.
    return rest.checkpoints(job).latestPath();
  }

  private static void awaitEnd(FlinkRest rest, String job)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + STATE_LIMIT.toNanos();
    while (!rest.job(job).ended()) {
      if (System.nanoTime() > end) {
        throw new IOException("a job did not end within " + STATE_LIMIT.toSeconds() + " s");
      }
      Thread.sleep(100);
    }
  }
}
