package io.frameflow.bench.peers;

import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.onnx.Layout;
import io.frameflow.bench.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the network for peers that take one array of floats, with a picture's channels first:
 * convolutions of the picture with the mean subtracted, or the heads.
 *
 * @param part the part
 * @param inputs by picture
 * @param sides of the inputs, by picture
 */
record FloatPart(NetworkPart part, List<float[]> inputs, List<long[]> sides) {

  /**
   * Takes a part's place.
   *
   * @throws IllegalArgumentException if the part needs more than one array of floats
   */
  static FloatPart of(NetworkPart part, Scene scene) {
    NetworkTensors tensors = NetworkTensors.of(scene.graph());
    NetworkPart taken =
        part.inputs().equals(List.of(tensors.images()))
            ? NetworkPart.normalizedConvolutions(tensors)
            : part;
    if (taken.inputs().size() != 1) {
      throw new IllegalArgumentException(
          "has no RoI pooling with Frameflow's bins, so it runs convolutions and heads alone");
    }
    String input = taken.inputs().get(0);
    List<float[]> inputs = new ArrayList<>();
    List<long[]> sides = new ArrayList<>();
    try (PartData data = PartData.of(taken, scene)) {
      for (int i = 0; i < data.size(); i++) {
        long[] shape = data.shape(i, input);
        boolean map = shape.length == 4;
        inputs.add(
            map ? Layout.channelsFirst(data.floats(i, input), shape) : data.floats(i, input));
        sides.add(map ? Layout.channelsFirstSides(shape) : shape);
      }
    }
    return new FloatPart(taken, inputs, sides);
  }
}
