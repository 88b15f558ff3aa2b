package io.frameflow.bench.growth.tables;

import io.frameflow.bench.growth.GrowthRow;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Ideal;
import io.frameflow.bench.measuring.Plan;
import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Closing;
import io.frameflow.detector.Detector;
import io.frameflow.detector.images.ImageDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The time of a frame by the regions that are looked at. */
record ProposalCounts(Scene scene, Plan plan) implements Table {

  static final String NAME = "proposals";

  private static final List<Integer> COUNTS = List.of(100, 300, 1000, 2000);

  @Override
  public List<GrowthTable> measure() throws Exception {
    StepTimes times = new StepTimes();
    Map<String, Double> regions = new LinkedHashMap<>();
    List<byte[]> jpegs = scene.pictures().stream().map(Picture::jpeg).toList();
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      ImageDecoder decoder = new ImageDecoder();
      opened.push(decoder);
      for (int count : COUNTS) {
        String row = count + " proposals";
        Detector detector = Detector.load(scene.model(), scene.detector().withProposalCount(count));
        FrameSteps steps = new FrameSteps(detector, decoder, jpegs);
        opened.push(steps);
        steps.addProposals(times, row);
        steps.addNetwork(times, row);
        steps.addWhole(times, row);
        regions.put(row, steps.regions());
      }
      times.measure(plan, jpegs.size());
    } finally {
      Closing.all(opened);
    }
    List<GrowthRow> rows = new ArrayList<>();
    regions.forEach((row, found) -> rows.add(row(row, found, times)));
    return List.of(
        new GrowthTable(
            NAME,
            "from JPEG to detections, by regions found; " + Batches.words(jpegs.size()),
            "ms/frame",
            Ideal.COST,
            rows));
  }

  private static GrowthRow row(String row, double found, StepTimes times) {
    Map<String, Double> details = new LinkedHashMap<>();
    details.put("found", found);
    details.put(FrameSteps.PROPOSALS, times.millis(row, FrameSteps.PROPOSALS));
    details.put(FrameSteps.NETWORK, times.millis(row, FrameSteps.NETWORK));
    return new GrowthRow(row, found, times.millis(row, FrameSteps.WHOLE), details);
  }
}
