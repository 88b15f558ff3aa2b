package io.frameflow.bench.growth.tables;

import io.frameflow.bench.growth.GrowthRow;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Ideal;
import io.frameflow.bench.measuring.Plan;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Closing;
import io.frameflow.detector.Detector;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.standalone.soak.Pictures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The time of a frame by its size, step by step. */
record FrameSizes(Scene scene, Plan plan) implements Table {

  static final String NAME = "frame-size";

  private static final double KILO = 1e3;

  private record Size(int width, int height) {
    String label() {
      return width + "x" + height;
    }
  }

  private static final List<Size> SIZES =
      List.of(
          new Size(320, 240),
          new Size(640, 480),
          new Size(1280, 720),
          new Size(1920, 1080),
          new Size(3840, 2160));

  @Override
  public List<GrowthTable> measure() throws Exception {
    int batch = scene.pictures().size();
    StepTimes times = new StepTimes();
    Map<Size, Double> kilobytes = new LinkedHashMap<>();
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      ImageDecoder decoder = new ImageDecoder();
      opened.push(decoder);
      for (Size size : SIZES) {
        List<byte[]> jpegs = Pictures.of(size.width(), size.height(), batch);
        Detector detector = Detector.load(scene.model(), scene.detector());
        FrameSteps steps = new FrameSteps(detector, decoder, jpegs);
        opened.push(steps);
        steps.addDecoding(times, size.label());
        steps.addProposals(times, size.label());
        steps.addNetwork(times, size.label());
        steps.addWhole(times, size.label());
        kilobytes.put(
            size, jpegs.stream().mapToInt(jpeg -> jpeg.length).average().orElse(0) / KILO);
      }
      times.measure(plan, batch);
    } finally {
      Closing.all(opened);
    }
    List<GrowthRow> rows = new ArrayList<>();
    kilobytes.forEach((size, jpeg) -> rows.add(row(size, jpeg, times)));
    return List.of(
        new GrowthTable(
            NAME,
            "from JPEG to detections, by pixels; " + Batches.words(batch),
            "ms/frame",
            Ideal.COST,
            rows));
  }

  private static GrowthRow row(Size size, double kilobytes, StepTimes times) {
    Map<String, Double> details = new LinkedHashMap<>();
    for (String step : List.of(FrameSteps.DECODING, FrameSteps.PROPOSALS, FrameSteps.NETWORK)) {
      details.put(step, times.millis(size.label(), step));
    }
    details.put("JPEG KB", kilobytes);
    return new GrowthRow(
        size.label(),
        (double) size.width() * size.height(),
        times.millis(size.label(), FrameSteps.WHOLE),
        details);
  }
}
