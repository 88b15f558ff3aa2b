package io.frameflow.bench.growth.tables;

import io.frameflow.bench.growth.Sizing;
import io.frameflow.bench.growth.load.CameraNames;
import io.frameflow.bench.growth.load.JobLoad;
import io.frameflow.bench.growth.load.OneJob;
import io.frameflow.bench.growth.load.OwnTopics;
import io.frameflow.bench.measuring.Spread;
import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.soak.LocalJob;

/** A job that looks at every frame, and what its frames weigh in Kafka. */
final class SizingRun {

  private static final int PARTITIONS = 2;
  private static final int CAMERAS_PER_PARTITION = 8;
  private static final int BURSTS = 3;
  private static final int FRAMES = 32 * Batches.FRAMES;

  private SizingRun() {}

  /** Measures with everything on this machine: broker, registry, cameras and job. */
  static Sizing measure(Scene scene, int cameras, double cameraRate) throws Exception {
    try (KafkaBroker broker = KafkaBroker.start();
        OneJob job =
            OneJob.start(
                broker.stack().access(),
                Tables.SIZING,
                PARTITIONS,
                broker
                    .stack()
                    .job(scene.model().directory())
                    .set(JobKeys.BATCH_SIZE, Batches.FRAMES)
                    .set(JobKeys.DETECTOR_THREADS, scene.threads())
                    .set(JobKeys.PRECISION, scene.precision()),
                LocalJob::start,
                scene.pictures().stream().map(Picture::jpeg).toList())) {
      JobLoad load = job.load();
      double[] rates = new double[BURSTS];
      burst(load);
      OwnTopics topics = job.topics();
      long in = topics.bytes(Topics.FRAMES);
      long out = topics.bytes(Topics.DETECTIONS);
      long pushed = load.pushed();
      for (int i = 0; i < BURSTS; i++) {
        rates[i] = burst(load);
      }
      double frames = load.pushed() - pushed;
      return new Sizing(
          cameras,
          cameraRate,
          Spread.of(rates).median(),
          Runtime.getRuntime().availableProcessors(),
          (topics.bytes(Topics.FRAMES) - in) / frames,
          (topics.bytes(Topics.DETECTIONS) - out) / frames);
    }
  }

  private static double burst(JobLoad load) throws Exception {
    return load.burst(
        CameraNames.spread(PARTITIONS, CAMERAS_PER_PARTITION), FRAMES, Batches.FRAMES);
  }
}
