package io.frameflow.bench.growth.tables;

import io.frameflow.bench.growth.GrowthRow;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Ideal;
import io.frameflow.bench.measuring.Contender.Task;
import io.frameflow.bench.measuring.Plan;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkSession;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Closing;
import io.frameflow.detector.Detector;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.standalone.stack.LocalStack;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The time of a frame by the classes that there are, with models that have learned nothing. */
record ClassCounts(Scene scene, Plan plan) implements Table {

  static final String NAME = "classes";

  private static final List<Integer> COUNTS = List.of(3, 20, 80, 200);
  private static final String HEADS = "heads";

  @Override
  public List<GrowthTable> measure() throws Exception {
    StepTimes times = new StepTimes();
    List<byte[]> jpegs = scene.pictures().stream().map(Picture::jpeg).toList();
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      Path folder = Files.createTempDirectory("frameflow-bench-");
      opened.push(() -> LocalStack.delete(folder));
      ImageDecoder decoder = new ImageDecoder();
      opened.push(decoder);
      for (int count : COUNTS) {
        Path directory = folder.resolve(Integer.toString(count));
        UntrainedPackage.write(directory, scene.model(), count);
        Scene untrained = Scene.open(directory, jpegs, scene.threads(), scene.peers());
        addHeads(times, label(count), untrained, opened);
        Detector detector = Detector.load(untrained.model(), scene.detector());
        FrameSteps steps = new FrameSteps(detector, decoder, jpegs);
        opened.push(steps);
        steps.addNetwork(times, label(count));
        steps.addWhole(times, label(count));
      }
      times.measure(plan, jpegs.size());
    } finally {
      Closing.all(opened);
    }
    List<GrowthRow> rows = new ArrayList<>();
    COUNTS.forEach(count -> rows.add(row(count, times)));
    return List.of(
        new GrowthTable(
            NAME,
            "from JPEG to probabilities and boxes, by classes; untrained %s, which finds nothing; %s"
                .formatted(UntrainedPackage.BACKBONE, Batches.words(jpegs.size())),
            "ms/frame",
            Ideal.COST,
            rows));
  }

  /** The fully connected layers alone, of one frame. */
  private void addHeads(StepTimes times, String row, Scene untrained, Deque<AutoCloseable> opened)
      throws IOException {
    NetworkPart part = NetworkPart.heads(NetworkTensors.of(untrained.graph()));
    PartData data = PartData.of(part, untrained);
    opened.push(data);
    NetworkSession session =
        new NetworkSession(
            untrained.graph(), new SessionSettings(scene.threads(), scene.precision()));
    opened.push(session);
    Task heads = item -> session.run(data.inputs(item), part.outputs()).close();
    times.add(row, HEADS, heads.timed());
  }

  private static GrowthRow row(int count, StepTimes times) {
    Map<String, Double> details = new LinkedHashMap<>();
    details.put(HEADS, times.millis(label(count), HEADS));
    details.put(FrameSteps.NETWORK, times.millis(label(count), FrameSteps.NETWORK));
    return new GrowthRow(
        label(count), count, times.millis(label(count), FrameSteps.WHOLE), details);
  }

  private static String label(int count) {
    return count + " classes";
  }
}
