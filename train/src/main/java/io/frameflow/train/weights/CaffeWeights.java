package io.frameflow.train.weights;

import io.frameflow.train.caffe.CaffeBlob;
import io.frameflow.train.caffe.CaffeModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Caffe model's blobs by the names that the networks here give them. */
record CaffeWeights(Path path, Map<String, CaffeBlob> blobs) implements WeightsFile {

  private static final List<String> SUFFIXES = List.of(".weight", ".bias");

  /** SqueezeNet's authors call the convolutions of a fire module differently in their own file. */
  private static final Map<String, String> FIRE =
      Map.of("/squeeze1x1", "/conv1x1_1", "/expand1x1", "/conv1x1_2", "/expand3x3", "/conv3x3_2");

  static CaffeWeights open(Path file) throws IOException {
    Map<String, CaffeBlob> blobs = new LinkedHashMap<>();
    CaffeModel.open(file)
        .layers()
        .forEach(
            (layer, found) -> {
              for (int i = 0; i < Math.min(found.size(), SUFFIXES.size()); i++) {
                blobs.put(name(layer) + SUFFIXES.get(i), found.get(i));
              }
            });
    return new CaffeWeights(file, blobs);
  }

  private static String name(String layer) {
    int slash = layer.lastIndexOf('/');
    String convolution = slash < 0 ? "" : layer.substring(slash);
    return slash < 0 || !FIRE.containsKey(convolution)
        ? layer
        : layer.substring(0, slash) + FIRE.get(convolution);
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(blobs.keySet());
  }

  @Override
  public long[] shape(String name) {
    return blobs.get(name).shape();
  }

  @Override
  public void read(String name, Sink sink) {
    blobs.get(name).read(sink::accept);
  }
}
