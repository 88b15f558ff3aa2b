package io.frameflow.train.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * A file of named tensors in Caffe's layout, whose values are read one tensor at a time. Names are
 * {@code layer.weight} and {@code layer.bias}.
 */
public interface WeightsFile {

  /** What Caffe's files end in. */
  String CAFFE_SUFFIX = ".caffemodel";

  /** Receives values in their order. */
  @FunctionalInterface
  interface Sink {
    void accept(float value);
  }

  /**
   * Opens a file without reading its values: a Caffe model if its name ends in {@code .caffemodel},
   * else safetensors.
   *
   * @throws IOException if it is no such file or broken off; the message is one line that names it
   */
  static WeightsFile open(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(CAFFE_SUFFIX) ? CaffeWeights.open(file) : SafetensorsWeights.open(file);
  }

  Path path();

  /** All tensors, in the file's order. */
  Set<String> names();

  /** The sides of a tensor that there is, outermost first. */
  long[] shape(String name);

  /** Hands out the values of a tensor that there is, row-major. */
  void read(String name, Sink sink) throws IOException;
}
