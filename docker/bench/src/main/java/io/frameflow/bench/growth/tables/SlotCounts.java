package io.frameflow.bench.growth.tables;

import io.frameflow.bench.growth.GrowthRow;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Ideal;
import io.frameflow.bench.growth.load.CameraNames;
import io.frameflow.bench.growth.load.OneJob;
import io.frameflow.bench.growth.load.SleepingModel;
import io.frameflow.bench.growth.tables.JobTurns.Turn;
import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.standalone.soak.LocalJob;
import io.frameflow.standalone.soak.SoakStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a job does with more and more task slots in one process. */
record SlotCounts(Scene scene, int rounds) implements Table {

  static final String NAME = "slots";

  private static final List<Integer> SLEEPING = List.of(1, 2, 4, 8);
  private static final List<Integer> REAL = List.of(1, 2);

  /** As many for every number of slots, which it divides by. */
  private static final int PARTITIONS = 8;

  private static final int CAMERAS_PER_PARTITION = 2;
  private static final int REAL_FRAMES = 16 * Batches.FRAMES;

  @Override
  public List<GrowthTable> measure() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      Turns jobs =
          new Turns(
              scene,
              broker.stack(),
              CameraNames.spread(PARTITIONS, CAMERAS_PER_PARTITION),
              new ArrayList<>());
      List<Turn> turns = new ArrayList<>();
      SLEEPING.forEach(slots -> turns.add(() -> jobs.sleeping(slots)));
      REAL.forEach(slots -> turns.add(() -> jobs.real(slots)));
      double[] medians = JobTurns.medians(rounds, turns);
      return List.of(
          table(
              NAME,
              "frames a second of one process, each slot with a model of its own that "
                  + Sleeping.WORDS,
              SLEEPING,
              medians,
              0),
          table(
              NAME + ", real model",
              "frames a second of one process, whose slots share one detector of %d threads"
                  .formatted(scene.threads()),
              REAL,
              medians,
              SLEEPING.size()));
    }
  }

  private static GrowthTable table(
      String name, String title, List<Integer> slots, double[] medians, int first) {
    List<GrowthRow> rows = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      int count = slots.get(i);
      rows.add(
          new GrowthRow(
              count == 1 ? "1 slot" : count + " slots", count, medians[first + i], Map.of()));
    }
    return new GrowthTable(name, title, "frames/s", Ideal.YIELD, rows);
  }

  /**
   * Starts a job for each turn.
   *
   * @param prefixes of the jobs so far
   */
  private record Turns(Scene scene, SoakStack stack, List<String> cameras, List<String> prefixes) {

    double sleeping(int slots) throws Exception {
      JobOptions.Builder options = Sleeping.settings(job(slots));
      try (OneJob job = start(options, ready -> LocalJob.start(ready, SleepingModel.factory()))) {
        return Sleeping.burst(job.load(), cameras, slots);
      }
    }

    double real(int slots) throws Exception {
      JobOptions.Builder options =
          job(slots)
              .set(JobKeys.BATCH_SIZE, Batches.FRAMES)
              .set(JobKeys.DETECTOR_THREADS, scene.threads())
              .set(JobKeys.PRECISION, scene.precision());
      try (OneJob job = start(options, LocalJob::start)) {
        job.load().burst(cameras, REAL_FRAMES / 2, Batches.FRAMES);
        return job.load().burst(cameras, REAL_FRAMES, Batches.FRAMES);
      }
    }

    private JobOptions.Builder job(int slots) throws IOException {
      return stack.job(scene.model().directory()).set(JobKeys.PARALLELISM, slots);
    }

    private OneJob start(JobOptions.Builder options, OneJob.Starter starter)
        throws IOException, InterruptedException {
      String prefix = NAME + "-" + prefixes.size();
      prefixes.add(prefix);
      return OneJob.start(
          stack.access(),
          prefix,
          PARTITIONS,
          options,
          starter,
          scene.pictures().stream().map(Picture::jpeg).toList());
    }
  }
}
