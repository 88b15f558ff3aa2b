package io.frameflow.detector.pooling;

/**
 * A feature map in the Java heap.
 *
 * @param values {@code [images, height, width, channels]}, row after row; may be longer
 */
@SuppressWarnings("ArrayRecordComponent") // filled anew for each batch, never compared
public record FeatureGrid(float[] values, int images, int height, int width, int channels) {

  /**
   * @throws IllegalArgumentException if there are fewer values than the sizes say
   */
  public FeatureGrid {
    if (values.length < (long) images * height * width * channels) {
      throw new IllegalArgumentException(
          "%d values are too few for %dx%dx%dx%d"
              .formatted(values.length, images, height, width, channels));
    }
  }

  int index(int image, int y, int x) {
    return ((image * height + y) * width + x) * channels;
  }
}
