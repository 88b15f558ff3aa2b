package io.frameflow.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.FrozenGraph;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The network's image inputs: canvases are painted in the very memory that TensorFlow reads, and
 * the next batch of the same size is painted in it again.
 */
final class ImageTensors implements CanvasMemory, AutoCloseable {

  /** Sizes kept: every number of frames up to the usual batch of eight, of one camera's size. */
  private static final int MOST = 8;

  private final NDManager memory;

  /** Last used first. */
  private final Deque<Input> inputs = new ArrayDeque<>(MOST + 1);

  private record Input(int pages, int height, int width, NDArray array, NativeArray pixels)
      implements AutoCloseable {

    boolean isOf(int otherPages, int otherHeight, int otherWidth) {
      return pages == otherPages && height == otherHeight && width == otherWidth;
    }

    @Override
    public void close() {
      pixels.close();
      array.close();
    }
  }

  ImageTensors(NDManager memory) {
    this.memory = memory;
  }

  @Override
  public ByteBuffer of(int pages, int height, int width) {
    Input input = take(pages, height, width);
    inputs.addFirst(input == null ? create(pages, height, width) : input);
    if (inputs.size() > MOST) {
      inputs.removeLast().close();
    }
    return inputs.getFirst().pixels().bytes();
  }

  /** The tensor behind the last canvas. */
  NDArray array() {
    return inputs.getFirst().array();
  }

  private Input take(int pages, int height, int width) {
    for (Iterator<Input> all = inputs.iterator(); all.hasNext(); ) {
      Input input = all.next();
      if (input.isOf(pages, height, width)) {
        all.remove();
        return input;
      }
    }
    return null;
  }

  private Input create(int pages, int height, int width) {
    NDArray array = memory.create(new Shape(pages, height, width, Image.CHANNELS), DataType.UINT8);
    array.setName(FrozenGraph.IMAGES);
    return new Input(pages, height, width, array, NativeArray.of(array));
  }

  @Override
  public void close() {
    inputs.forEach(Input::close);
    inputs.clear();
  }
}
