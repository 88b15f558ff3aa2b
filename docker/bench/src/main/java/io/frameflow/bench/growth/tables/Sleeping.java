package io.frameflow.bench.growth.tables;

import io.frameflow.bench.growth.load.JobLoad;
import io.frameflow.bench.growth.load.SleepingModel;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import java.io.IOException;
import java.util.List;

/** Turns of jobs whose model sleeps. */
final class Sleeping {

  static final String WORDS =
      "sleeps %d ms a frame; frames one by one, a commit every second"
          .formatted(SleepingModel.PER_FRAME.toMillis());

  private static final int FRAMES_PER_SLOT = 64;
  private static final int WARM_UP = 4;

  private Sleeping() {}

  /** Frame by frame, so that the end of a burst is not the end of a batch. */
  static JobOptions.Builder settings(JobOptions.Builder options) {
    return options.set(JobKeys.BATCH_SIZE, 1).set(JobKeys.DETECTOR_THREADS, 1);
  }

  /** Frames per second of all slots. */
  static double burst(JobLoad load, List<String> cameras, int slots)
      throws IOException, InterruptedException {
    load.burst(cameras, FRAMES_PER_SLOT / WARM_UP * slots, 1);
    return load.burst(cameras, FRAMES_PER_SLOT * slots, 1);
  }
}
