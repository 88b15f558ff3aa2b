package io.frameflow.train.weights;

import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.NetworkShapes;
import io.frameflow.train.network.WeightArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a network that a file holds. Opening compares every name and shape, so that a file
 * for another network is told before anything is done with it; the values are read later.
 */
public final class NetworkWeights {

  private static final int SHOWN_NAMES = 8;

  private final WeightsFile file;
  private final List<LayerWeights> wanted;

  private NetworkWeights(WeightsFile file, List<LayerWeights> wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  /**
   * What a training starts from: the backbone, and the fully connected layers fc6 and so on if the
   * file has the first of them. Others, such as the 1000-way classifier that the sibling heads
   * replace, are left in the file.
   *
   * @throws WeightsException if a layer is missing or has another shape than the network's; the
   *     message names it, with both shapes
   * @throws IOException if the file cannot be read
   */
  public static NetworkWeights initial(Path path, DetectorNetwork network) throws IOException {
    WeightsFile file = WeightsFile.open(path);
    Map<String, long[]> shapes = NetworkShapes.of(network.backbone());
    if (!network.hiddenSizes().isEmpty()
        && file.names().contains(DetectorNetwork.hiddenName(0) + ".weight")) {
      Map<String, long[]> all = NetworkShapes.of(network);
      for (int i = 0; i < network.hiddenSizes().size(); i++) {
        for (String kind : List.of(".weight", ".bias")) {
          String name = DetectorNetwork.hiddenName(i) + kind;
          shapes.put(name, all.get(name));
        }
      }
    }
    return checked(file, network.backbone().name(), shapes, network.bins());
  }

  /**
   * All of a trained detector, heads included.
   *
   * @throws WeightsException if a layer is missing or has another shape than the network's; the
   *     message names it, with both shapes
   * @throws IOException if the file cannot be read
   */
  public static NetworkWeights whole(Path path, DetectorNetwork network) throws IOException {
    return checked(
        WeightsFile.open(path),
        network.backbone().name(),
        NetworkShapes.of(network),
        network.bins());
  }

  /**
   * Weights of the given shapes.
   *
   * @param network its name, for messages
   * @param shapes in layer order, first the layer that sees the image
   * @param bins along each axis of an RoI
   */
  static NetworkWeights checked(
      WeightsFile file, String network, Map<String, long[]> shapes, int bins)
      throws WeightsException {
    List<LayerWeights> wanted = new ArrayList<>();
    String firstHidden = DetectorNetwork.hiddenName(0) + ".weight";
    for (Map.Entry<String, long[]> shape : shapes.entrySet()) {
      // The first weight is that of the layer that sees the image.
      LayerWeights layer =
          new LayerWeights(
              shape.getKey(),
              shape.getValue(),
              wanted.isEmpty(),
              shape.getKey().equals(firstHidden) ? bins * bins : 1);
      require(file, network, layer);
      wanted.add(layer);
    }
    return new NetworkWeights(file, wanted);
  }

  private static void require(WeightsFile file, String network, LayerWeights layer)
      throws WeightsException {
    if (!file.names().contains(layer.name())) {
      throw new WeightsException(
          file.path(),
          network,
          "layer %s has no %s of shape %s in it; its layers are %s"
              .formatted(
                  layer.layer(), layer.kind(), Arrays.toString(layer.fileShape()), layers(file)));
    }
    if (!layer.fits(file.shape(layer.name()))) {
      throw new WeightsException(
          file.path(),
          network,
          "the %s of layer %s has shape %s, but the network needs %s"
              .formatted(
                  layer.kind(),
                  layer.layer(),
                  Arrays.toString(file.shape(layer.name())),
                  Arrays.toString(layer.fileShape())));
    }
  }

  private static String layers(WeightsFile file) {
    List<String> names =
        file.names().stream()
            .map(name -> name.replaceFirst("\\.(weight|bias)$", ""))
            .distinct()
            .toList();
    return names.size() <= SHOWN_NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, SHOWN_NAMES))
            + " and %d more".formatted(names.size() - SHOWN_NAMES);
  }

  /** Whether the fully connected layers come from the file too. */
  public boolean includesHidden() {
    return wanted.stream().anyMatch(layer -> layer.layer().equals(DetectorNetwork.hiddenName(0)));
  }

  /** Reads the values: by name, in the network's layout. */
  public Map<String, WeightArray> read() throws IOException {
    Map<String, WeightArray> weights = new LinkedHashMap<>();
    for (LayerWeights layer : wanted) {
      weights.put(layer.name(), layer.read(file));
    }
    return weights;
  }
}
