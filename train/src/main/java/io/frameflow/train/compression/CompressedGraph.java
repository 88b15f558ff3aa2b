package io.frameflow.train.compression;

import io.frameflow.detector.models.ModelManifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/**
 * A frozen network with fully connected layers of low rank.
 *
 * @param cuts in the order of the plan
 */
public record CompressedGraph(SavedModel model, List<LayerCut> cuts) {
  private static final String METHOD = "truncated-svd";

  public CompressedGraph {
    cuts = List.copyOf(cuts);
  }

  /**
   * Compresses layers.
   *
   * @param console hears of each layer before its decomposition, which can take minutes
   * @throws IllegalArgumentException if a layer does not exist, is compressed already, has no such
   *     rank, or would not become smaller; the message says which and what to do
   */
  public static CompressedGraph of(SavedModel source, SvdPlan plan, Consumer<String> console) {
    MetaGraphDef meta = source.getMetaGraphs(0);
    HeadLayers head = HeadLayers.of(meta);
    List<FullyConnectedLayer> layers = new ArrayList<>();
    plan.choices().forEach((name, choice) -> layers.add(layer(head, name, choice)));
    GraphDef.Builder graph = meta.getGraphDef().toBuilder();
    List<LayerCut> cuts = new ArrayList<>();
    for (FullyConnectedLayer layer : layers) {
      console.accept(
          "decomposing %s (%d to %d)".formatted(layer.name(), layer.inputs(), layer.outputs()));
      cuts.add(cut(graph, meta.getGraphDef(), layer, plan.choices().get(layer.name())));
    }
    MetaGraphDef.Builder changed = meta.toBuilder().setGraphDef(graph);
    return new CompressedGraph(source.toBuilder().setMetaGraphs(0, changed).build(), cuts);
  }

  private static LayerCut cut(
      GraphDef.Builder graph, GraphDef source, FullyConnectedLayer layer, RankChoice choice) {
    long start = System.nanoTime();
    try (TruncatedSvd svd =
        TruncatedSvd.of(
            ConstantMatrix.read(source, layer.weights(), layer.inputs(), layer.outputs()))) {
      int rank = choice.rank(layer.name(), svd.singularValues());
      requireSmaller(layer, rank);
      GraphSplice.replace(graph, layer, svd.factors(rank));
      return new LayerCut(
          layer.name(),
          layer.inputs(),
          layer.outputs(),
          rank,
          svd.energy(rank),
          (System.nanoTime() - start) / 1e9);
    }
  }

  private static FullyConnectedLayer layer(HeadLayers head, String name, RankChoice choice) {
    FullyConnectedLayer layer =
        head.hidden().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the model has no layer %s; its layers are %s"
                            .formatted(
                                name,
                                head.hidden().stream()
                                    .map(FullyConnectedLayer::name)
                                    .collect(Collectors.joining(", ")))));
    if (layer.compressed()) {
      throw new IllegalArgumentException(
          "layer %s is compressed to rank %d already; start from the model before that"
              .formatted(name, layer.rank()));
    }
    if (choice instanceof RankChoice.Fixed fixed) {
      // Before the decomposition, which can take minutes.
      choice.rank(name, new double[Math.min(layer.inputs(), layer.outputs())]);
      requireSmaller(layer, fixed.rank());
    }
    return layer;
  }

  private static void requireSmaller(FullyConnectedLayer layer, int rank) {
    long inputs = layer.inputs();
    long outputs = layer.outputs();
    if (rank * (inputs + outputs) >= inputs * outputs) {
      throw new IllegalArgumentException(
          "layer %s (%d to %d) does not become smaller with rank %d; choose one below %d"
              .formatted(
                  layer.name(),
                  inputs,
                  outputs,
                  rank,
                  (inputs * outputs + inputs + outputs - 1) / (inputs + outputs)));
    }
  }

  /** What the manifest says of it. */
  ModelManifest.Compression section(String sourceSha256) {
    Map<String, Integer> ranks = new LinkedHashMap<>();
    cuts.forEach(cut -> ranks.put(cut.layer(), cut.rank()));
    return new ModelManifest.Compression(METHOD, sourceSha256, ranks);
  }
}
