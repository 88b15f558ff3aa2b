package io.frameflow.bench.growth.tables;

import io.frameflow.bench.growth.GrowthRow;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Ideal;
import io.frameflow.bench.growth.load.CameraNames;
import io.frameflow.bench.growth.load.OneJob;
import io.frameflow.bench.growth.load.SleepingCluster;
import io.frameflow.bench.growth.tables.JobTurns.Turn;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.standalone.soak.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a job does on more and more TaskManagers, each a process of its own. */
record TaskManagerCounts(int rounds) implements Table {

  static final String NAME = "task-managers";

  private static final List<Integer> COUNTS = List.of(1, 2, 4);

  /** As many for every number of TaskManagers, which it divides by. */
  private static final int PARTITIONS = 4;

  private static final int CAMERAS_PER_PARTITION = 2;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  @Override
  public List<GrowthTable> measure() throws Exception {
    List<byte[]> jpegs = Pictures.of(WIDTH, HEIGHT, Batches.FRAMES);
    List<String> cameras = CameraNames.spread(PARTITIONS, CAMERAS_PER_PARTITION);
    try (SleepingCluster cluster = SleepingCluster.start(COUNTS.get(COUNTS.size() - 1))) {
      List<String> prefixes = new ArrayList<>();
      List<Turn> turns = new ArrayList<>();
      for (int count : COUNTS) {
        turns.add(() -> turn(cluster, count, cameras, prefixes, jpegs));
      }
      double[] medians = JobTurns.medians(rounds, turns);
      List<GrowthRow> rows = new ArrayList<>();
      for (int i = 0; i < medians.length; i++) {
        int count = COUNTS.get(i);
        rows.add(
            new GrowthRow(
                count == 1 ? "1 TaskManager" : count + " TaskManagers",
                count,
                medians[i],
                Map.of()));
      }
      return List.of(
          new GrowthTable(
              NAME,
              "frames a second of TaskManager processes of one slot on this machine, whose model "
                  + Sleeping.WORDS,
              "frames/s",
              Ideal.YIELD,
              rows));
    }
  }

  /** With one slot each, a job takes as many TaskManagers as its parallelism. */
  private static double turn(
      SleepingCluster cluster,
      int taskManagers,
      List<String> cameras,
      List<String> prefixes,
      List<byte[]> jpegs)
      throws Exception {
    String prefix = NAME + "-" + prefixes.size();
    prefixes.add(prefix);
    try (OneJob job =
        OneJob.start(
            cluster.access(),
            prefix,
            PARTITIONS,
            Sleeping.settings(cluster.job()).set(JobKeys.PARALLELISM, taskManagers),
            cluster::submit,
            jpegs)) {
      return Sleeping.burst(job.load(), cameras, taskManagers);
    }
  }
}
