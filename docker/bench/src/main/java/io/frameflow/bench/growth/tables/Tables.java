package io.frameflow.bench.growth.tables;

import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Sizing;
import io.frameflow.bench.scene.Scene;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All tables by name, the quick ones first. */
public final class Tables {

  /** What is computed, not a table. */
  public static final String SIZING = "sizing";

  private static final List<String> NAMES =
      List.of(
          FrameSizes.NAME,
          ProposalCounts.NAME,
          ClassCounts.NAME,
          CameraCounts.NAME,
          SlotCounts.NAME,
          TaskManagerCounts.NAME,
          SIZING);

  private final Scene scene;
  private final Map<String, Table> tables = new LinkedHashMap<>();

  /** For one model. Measures nothing yet. */
  public Tables(Scene scene, GrowthPlan plan) {
    this.scene = scene;
    tables.put(FrameSizes.NAME, new FrameSizes(scene, plan.steps()));
    tables.put(ProposalCounts.NAME, new ProposalCounts(scene, plan.steps()));
    tables.put(ClassCounts.NAME, new ClassCounts(scene, plan.steps()));
    tables.put(CameraCounts.NAME, new CameraCounts(scene, plan));
    tables.put(SlotCounts.NAME, new SlotCounts(scene, plan.jobRounds()));
    tables.put(TaskManagerCounts.NAME, new TaskManagerCounts(plan.jobRounds()));
  }

  /**
   * What is measured, in the order of the tables whatever the order on the command line.
   *
   * @param only names, or null for all
   * @throws IllegalArgumentException naming a word that is no table
   */
  public static List<String> choice(List<String> only) {
    List<String> wanted = only == null ? NAMES : only;
    for (String name : wanted) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "--only knows no '%s'; choose from %s".formatted(name, String.join(",", NAMES)));
      }
    }
    return NAMES.stream().filter(wanted::contains).toList();
  }

  /** Measures one of them, which may be several tables; {@link #SIZING} is none. */
  public List<GrowthTable> measure(String name) throws Exception {
    return name.equals(SIZING) ? List.of() : tables.get(name).measure();
  }

  /** Measures what a sizing starts from. */
  public Sizing sizing(int cameras, double cameraRate) throws Exception {
    return SizingRun.measure(scene, cameras, cameraRate);
  }
}
