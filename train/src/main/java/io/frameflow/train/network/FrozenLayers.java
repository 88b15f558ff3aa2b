package io.frameflow.train.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which weights a training leaves as they are. */
public final class FrozenLayers {

  private FrozenLayers() {}

  /**
   * The weights that are trained: those whose names start with none of the prefixes.
   *
   * @param network its name, for the message
   * @param weights names such as {@code conv1_1.bias}
   * @param prefixes the starts of layers' names, such as {@code conv1}
   * @throws IllegalArgumentException if a prefix starts no name, or no weight is left; the message
   *     lists the layers that there are
   */
  public static List<String> trained(
      String network, Collection<String> weights, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (weights.stream().noneMatch(name -> name.startsWith(prefix))) {
        throw new IllegalArgumentException(
            "no layer of %s starts with '%s', so it cannot be frozen; the layers are %s"
                .formatted(network, prefix, String.join(", ", layers(weights))));
      }
    }
    List<String> trained = new ArrayList<>();
    for (String name : weights) {
      if (prefixes.stream().noneMatch(name::startsWith)) {
        trained.add(name);
      }
    }
    if (trained.isEmpty()) {
      throw new IllegalArgumentException("all weights are frozen, there is nothing to train");
    }
    return trained;
  }

  private static List<String> layers(Collection<String> weights) {
    return weights.stream()
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .distinct()
        .toList();
  }
}
