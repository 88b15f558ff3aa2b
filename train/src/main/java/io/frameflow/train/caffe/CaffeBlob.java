package io.frameflow.train.caffe;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One array of a layer: blob 0 holds its weights, blob 1 its biases. The values stay in the mapped
 * file until they are asked for.
 */
public final class CaffeBlob {

  /** Receives values in their order. */
  @FunctionalInterface
  public interface Sink {
    void accept(float value);
  }

  /**
   * Values at regular distances in the file.
   *
   * @param offset of the first, in bytes
   * @param step bytes from one to the next: a tag stands between values that are not packed
   * @param wide whether they are doubles
   */
  record Run(int offset, int count, int step, boolean wide) {
    int end() {
      return offset + count * step;
    }
  }

  private final ByteBuffer file;
  private final long[] shape;
  private final List<Run> runs;

  CaffeBlob(ByteBuffer file, long[] shape, List<Run> runs) {
    this.file = file;
    this.shape = shape.clone();
    this.runs = List.copyOf(runs);
  }

  /**
   * Sides, outermost first. Convolutions have {@code [out, in / groups, height, width]}, fully
   * connected layers {@code [out, in]}; old files put ones in front to make it four.
   */
  public long[] shape() {
    return shape.clone();
  }

  /** The number of values in the file. */
  long count() {
    return runs.stream().mapToLong(Run::count).sum();
  }

  /** Hands out all values, row-major; doubles are rounded. */
  public void read(Sink sink) {
    for (Run run : runs) {
      int at = run.offset();
      for (int i = 0; i < run.count(); i++) {
        sink.accept(run.wide() ? (float) file.getDouble(at) : file.getFloat(at));
        at += run.step();
      }
    }
  }
}
