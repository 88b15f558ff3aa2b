package io.frameflow.bench.growth.tables;

import io.frameflow.bench.endtoend.BareLoop;
import io.frameflow.bench.growth.GrowthRow;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Ideal;
import io.frameflow.bench.growth.load.CameraNames;
import io.frameflow.bench.growth.load.CameraTurn;
import io.frameflow.bench.growth.load.JobLoad;
import io.frameflow.bench.growth.load.OneJob;
import io.frameflow.bench.growth.tables.JobTurns.Turn;
import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.standalone.soak.LocalJob;
import io.frameflow.standalone.soak.SoakStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a job does for more and more cameras that send more than it can look at. */
record CameraCounts(Scene scene, GrowthPlan plan) implements Table {

  static final String NAME = "cameras";

  private static final List<Integer> COUNTS = List.of(1, 2, 4, 8, 16, 32, 64);
  private static final int PARTITIONS = 2;
  private static final int BARE_FRAMES = 8 * Batches.FRAMES;
  private static final double OVERLOAD = 1.5;
  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  public List<GrowthTable> measure() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start();
        BareLoop bare = new BareLoop(scene, Batches.FRAMES);
        OneJob job =
            OneJob.start(
                broker.stack().access(),
                NAME,
                PARTITIONS,
                options(broker.stack()),
                LocalJob::start,
                scene.pictures().stream().map(Picture::jpeg).toList())) {
      double load = OVERLOAD * warmUp(bare, job.load());
      List<CameraRow> cameras = COUNTS.stream().map(CameraRow::of).toList();
      List<Turn> turns = new ArrayList<>();
      turns.add(() -> rate(bare));
      for (CameraRow row : cameras) {
        turns.add(() -> row.turn(job.load(), load, plan));
      }
      double[] medians = JobTurns.medians(plan.jobRounds(), turns);
      List<GrowthRow> rows = new ArrayList<>();
      for (int i = 0; i < cameras.size(); i++) {
        rows.add(cameras.get(i).row(medians[i + 1], medians[0]));
      }
      return List.of(new GrowthTable(NAME, title(load), "frames/s", Ideal.LEVEL, rows));
    }
  }

  private static String title(double load) {
    return String.format(
        Locale.ROOT,
        "frames a second from Kafka to Kafka, of %.0f that all cameras send together (%.1f times"
            + " the bare detector's); --shed latest, a commit every second",
        load,
        OVERLOAD);
  }

  private JobOptions.Builder options(SoakStack stack) throws IOException {
    return stack
        .job(scene.model().directory())
        .set(JobKeys.BATCH_SIZE, Batches.FRAMES)
        .set(JobKeys.DETECTOR_THREADS, scene.threads())
        .set(JobKeys.PRECISION, scene.precision())
        .set(JobKeys.SHED, ShedPolicy.LATEST);
  }

  /** The bare detector's frames per second, of a second go. */
  private double warmUp(BareLoop bare, JobLoad load) throws Exception {
    rate(bare);
    double rate = rate(bare);
    load.stream(CameraNames.spread(PARTITIONS, 2), rate * OVERLOAD, plan.cameraTurn());
    return rate;
  }

  private static double rate(BareLoop bare) throws Exception {
    return NANOS_PER_SECOND / bare.burst(BARE_FRAMES);
  }

  /** A number of cameras, and what its turns have given. */
  private record CameraRow(List<String> cameras, List<CameraTurn> turns) {

    static CameraRow of(int count) {
      List<String> all = CameraNames.spread(PARTITIONS, (count + PARTITIONS - 1) / PARTITIONS);
      return new CameraRow(all.subList(0, count), new ArrayList<>());
    }

    double turn(JobLoad load, double rate, GrowthPlan plan) throws Exception {
      CameraTurn turn = load.stream(cameras, rate, plan.cameraTurn());
      turns.add(turn);
      return turn.framesPerSecond();
    }

    GrowthRow row(double framesPerSecond, double bare) {
      int count = cameras.size();
      return new GrowthRow(
          count == 1 ? "1 camera" : count + " cameras",
          count,
          framesPerSecond,
          CameraFigures.of(turns).details(framesPerSecond / bare));
    }
  }
}
