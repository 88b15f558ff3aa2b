package io.frameflow.bench.stages;

import io.frameflow.bench.endtoend.EndToEndStage;
import io.frameflow.bench.endtoend.LatencyStage;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.network.NetworkWork;
import io.frameflow.bench.scene.Scene;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All stages by name, in the order in which a frame meets them. */
public final class Stages {

  /** Opens a stage, which the caller closes. */
  @FunctionalInterface
  public interface Opening {
    Stage open() throws IOException, InterruptedException;
  }

  /** The stage with Kafka and Flink. */
  public static final String END_TO_END = "end-to-end";

  /** The stage that measures how long a frame is on its way. */
  public static final String LATENCY = "latency";

  /** Those with Kafka and Flink. */
  public static final List<String> WITH_KAFKA = List.of(END_TO_END, LATENCY);

  /** Names of all stages. */
  public static final List<String> NAMES =
      List.of(
          "matrix",
          "decode",
          "proposals",
          "convolutions",
          "pooling",
          "heads",
          "network",
          "nms",
          "boxes",
          "detector",
          END_TO_END,
          LATENCY);

  private final Map<String, Opening> openings = new LinkedHashMap<>();

  /**
   * For one model and its pictures. Opens nothing yet.
   *
   * @param load of the latency stage, as a part of what the bare detector does
   */
  public Stages(Scene scene, MachineLimit limit, double load) {
    NetworkTensors tensors = NetworkTensors.of(scene.graph());
    NetworkWork work = NetworkWork.count(scene);
    openings.put("matrix", limit::stage);
    openings.put("decode", () -> PictureStages.decoding(scene));
    openings.put("proposals", () -> PictureStages.proposals(scene));
    openings.put(
        "convolutions",
        () ->
            NetworkStage.open(NetworkPart.convolutions(tensors), scene, limit, work::convolutions));
    openings.put("pooling", () -> PoolingStage.open(NetworkPart.pooling(tensors), scene));
    openings.put(
        "heads", () -> NetworkStage.open(NetworkPart.heads(tensors), scene, limit, work::heads));
    openings.put(
        "network",
        () -> NetworkStage.whole(NetworkPart.whole(tensors), scene, limit, work::network));
    openings.put("nms", () -> SuppressionStage.suppression(scene));
    openings.put("boxes", () -> SuppressionStage.boxes(scene));
    openings.put("detector", () -> DetectorStage.open(scene, limit, work));
    openings.put(END_TO_END, () -> EndToEndStage.open(scene, work));
    openings.put(LATENCY, () -> LatencyStage.open(scene, load));
  }

  /** Opens one of them. */
  public Stage open(String name) throws IOException, InterruptedException {
    return openings.get(name).open();
  }
}
