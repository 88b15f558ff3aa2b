package io.frameflow.train.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The convolutional part of a network, as data.
 *
 * @param name what the command line calls it
 * @param layers in order, each fed by the one before
 * @param pixelMeans red, green, blue, 0..255; subtracted from every pixel
 */
public record Backbone(String name, List<Layer> layers, List<Float> pixelMeans) {

  /**
   * @throws IllegalArgumentException if two layers share a name
   */
  public Backbone {
    layers = List.copyOf(layers);
    pixelMeans = List.copyOf(pixelMeans);
    Set<String> names = new HashSet<>();
    for (Layer layer : layers) {
      if (!names.add(layer.name())) {
        throw new IllegalArgumentException(
            "backbone " + name + " has two layers named " + layer.name());
      }
    }
  }

  /** A backbone that expects the mean colour of ImageNet to be subtracted. */
  public Backbone(String name, List<Layer> layers) {
    this(name, layers, Backbones.IMAGENET_MEANS);
  }

  /**
   * Cells along one side of a layer's output.
   *
   * @param pixels of the input along that side
   * @throws IllegalArgumentException if there is no such layer
   */
  public int cells(String layer, int pixels) {
    int size = pixels;
    for (Layer next : layers) {
      size = next.outputSize(size);
      if (next.name().equals(layer)) {
        return size;
      }
    }
    throw new IllegalArgumentException("backbone " + name + " has no layer " + layer);
  }
}
