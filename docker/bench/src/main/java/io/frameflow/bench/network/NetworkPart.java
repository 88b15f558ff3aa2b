package io.frameflow.bench.network;

import java.util.ArrayList;
import java.util.List;

/**
 * What lies between some tensors of a network and others.
 *
 * @param name as the command line has it
 * @param title what one run does
 * @param inputs tensors that are given
 * @param outputs tensors that are wanted
 */
public record NetworkPart(String name, String title, List<String> inputs, List<String> outputs) {

  public NetworkPart {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** From the picture to the maps that RoIs are pooled from. */
  public static NetworkPart convolutions(NetworkTensors tensors) {
    return new NetworkPart(
        "convolutions",
        "the convolutions of one frame",
        List.of(tensors.images()),
        tensors.features());
  }

  /** The same for peers that want the picture with the mean subtracted already. */
  public static NetworkPart normalizedConvolutions(NetworkTensors tensors) {
    return new NetworkPart(
        "convolutions",
        "the convolutions of one frame",
        List.of(tensors.normalized()),
        tensors.features());
  }

  /** From maps and RoIs to the RoIs' features. */
  public static NetworkPart pooling(NetworkTensors tensors) {
    List<String> inputs = new ArrayList<>(tensors.features());
    inputs.add(tensors.rois());
    return new NetworkPart(
        "pooling", "RoI pooling of one frame", inputs, List.of(tensors.pooled()));
  }

  /** From the RoIs' features to probabilities and deltas. */
  public static NetworkPart heads(NetworkTensors tensors) {
    return new NetworkPart(
        "heads",
        "the fully connected layers for one frame's RoIs",
        List.of(tensors.pooled()),
        tensors.outputs());
  }

  /** All of it. */
  public static NetworkPart whole(NetworkTensors tensors) {
    return new NetworkPart(
        "network",
        "the whole network on one frame",
        List.of(tensors.images(), tensors.rois()),
        tensors.outputs());
  }
}
