package io.frameflow.train.sampling;

/**
 * One training step's input. With N images and R RoIs in total:
 *
 * @param images N
 * @param height pixels of the canvas, a multiple of the network's stride
 * @param width pixels of the canvas, a multiple of the network's stride
 * @param pixels [N, height, width, 3] RGB, nominally 0..255 (colour jitter may leave that range);
 *     images lie top-left, the rest is the pixel mean
 * @param rois [R, 5] image index, then x1, y1, x2, y2 in continuous pixels of the canvas; grouped
 *     by image, foreground first
 * @param classes [R] 0 for background, 1..K else
 * @param targets [R, 4] dx, dy, dw, dh of the matched object, divided by the target deviations;
 *     zeros for background
 */
@SuppressWarnings("ArrayRecordComponent") // tensors for one step; never compared or used as a key
public record MiniBatch(
    int images,
    int height,
    int width,
    float[] pixels,
    float[] rois,
    int[] classes,
    float[] targets) {
  public MiniBatch {
    requireLength("pixels", pixels.length, images * height * width * 3);
    requireLength("rois", rois.length, classes.length * 5);
    requireLength("targets", targets.length, classes.length * 4);
  }

  /** Number of RoIs over all images (R). */
  public int roiCount() {
    return classes.length;
  }

  private static void requireLength(String name, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          name + " holds " + actual + " values, the shape asks for " + expected);
    }
  }
}
