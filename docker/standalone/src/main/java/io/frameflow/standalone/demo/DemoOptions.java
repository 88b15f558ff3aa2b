package io.frameflow.standalone.demo;

import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a demo does.
 *
 * @param duration how long frames flow; empty is until Ctrl-C
 * @param cameras simulated cameras, 1 to 64
 * @param framesPerSecond of each camera
 * @param seed decides the streets that the cameras film
 * @param model model package to serve
 * @param latencyTarget of the job, as text such as {@code 500 ms}
 * @param dataDir folder for everything that is written
 * @param keepData true leaves the folder behind
 * @param ports where the parts listen
 * @param json file for the summary
 */
record DemoOptions(
    Optional<Duration> duration,
    int cameras,
    double framesPerSecond,
    long seed,
    Path model,
    String latencyTarget,
    Path dataDir,
    boolean keepData,
    Ports ports,
    Optional<Path> json) {

  /** Ports on loopback; 0 is any free one. */
  record Ports(int kafka, int registry, int flink, int page) {}

  DemoOptions {
    if (cameras < 1 || cameras > 64) {
      throw new IllegalArgumentException("--cameras must be 1 to 64, not " + cameras);
    }
    if (!(framesPerSecond > 0 && framesPerSecond <= 120)) {
      throw new IllegalArgumentException(
          "--rate must be above 0 and at most 120 frames/s, not " + framesPerSecond);
    }
    if (duration.isPresent() && duration.get().isNegative()) {
      throw new IllegalArgumentException("--seconds must not be negative");
    }
    // Said before anything is started.
    JobOptions.builder().parse(JobKeys.LATENCY_TARGET, latencyTarget);
  }
}
