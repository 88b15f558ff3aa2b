package io.frameflow.detector.images;

import java.nio.ByteBuffer;
import org.tensorflow.Result;
import org.tensorflow.types.TUint8;

/** A picture that lies where TensorFlow decoded it, outside the Java heap. */
final class TensorPicture implements Picture {

  private final Result owner;
  private final int width;
  private final int height;
  private final int reduction;
  private ByteBuffer pixels;

  /**
   * @param owner of a uint8 tensor {@code [height, width, 3]}; closed with this picture
   * @param reduction whole width over width
   */
  TensorPicture(Result owner, int reduction) {
    TUint8 tensor = (TUint8) owner.get(0);
    this.owner = owner;
    this.height = Math.toIntExact(tensor.shape().size(0));
    this.width = Math.toIntExact(tensor.shape().size(1));
    this.reduction = reduction;
    this.pixels = TensorBytes.of(tensor.asRawTensor());
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int fullWidth() {
    return width * reduction;
  }

  @Override
  public int fullHeight() {
    return height * reduction;
  }

  @Override
  public void copyRow(int y, ByteBuffer target, int at) {
    ByteBuffer open = pixels;
    if (open == null) {
      throw new IllegalStateException("the picture is closed");
    }
    int bytes = width * Image.CHANNELS;
    target.put(at, open, y * bytes, bytes);
  }

  /** All rows on the heap. */
  Image toImage() {
    byte[] rgb = new byte[pixels.capacity()];
    pixels.get(0, rgb);
    return new Image(width, height, rgb);
  }

  @Override
  public void close() {
    if (pixels != null) {
      pixels = null;
      owner.close();
    }
  }
}
