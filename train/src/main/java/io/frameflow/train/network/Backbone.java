package io.frameflow.train.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The convolutional part of a network, as data.
 *
 * @param name what the command line calls it
 * @param layers in order, each fed by the one before
 */
public record Backbone(String name, List<Layer> layers) {

  /**
   * @throws IllegalArgumentException if two layers share a name
   */
  public Backbone {
    layers = List.copyOf(layers);
    Set<String> names = new HashSet<>();
    for (Layer layer : layers) {
      if (!names.add(layer.name())) {
        throw new IllegalArgumentException(
            "backbone " + name + " has two layers named " + layer.name());
      }
    }
  }
}
