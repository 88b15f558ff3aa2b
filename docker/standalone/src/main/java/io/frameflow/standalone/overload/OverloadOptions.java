package io.frameflow.standalone.overload;

import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.waiting.ShedPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What an overload does.
 *
 * @param shed policy of the job under load
 * @param maxAge of that policy, as text for the job's option
 * @param factor rate of the cameras together, in times what the job can do; above 1
 * @param length how long the load lasts
 * @param cameras each sends half as much as the one before, 2 to 16
 * @param kill whether the job's task breaks down in the middle
 * @param model model package to serve
 * @param out folder for samples, plots and the log
 * @param json file for the report
 */
record OverloadOptions(
    ShedPolicy shed,
    String maxAge,
    double factor,
    Duration length,
    int cameras,
    boolean kill,
    Path model,
    Path out,
    Optional<Path> json) {

  OverloadOptions {
    if (!(factor > 1 && factor <= 100)) {
      throw new IllegalArgumentException("--factor must be above 1 and at most 100, not " + factor);
    }
    if (length.toSeconds() < 10) {
      throw new IllegalArgumentException(
          "--seconds must be at least 10, not " + length.toSeconds());
    }
    if (cameras < 2 || cameras > 16) {
      throw new IllegalArgumentException("--cameras must be 2 to 16, not " + cameras);
    }
  }

  /** Options of the job under load. */
  JobOptions underLoad(JobOptions.Builder job, String savepoint) {
    return job.set(JobKeys.SHED, shed)
        .parse(JobKeys.MAX_AGE, maxAge)
        .set(JobKeys.RESTORE_FROM, savepoint)
        .build();
  }
}
