package io.frameflow.detector.proposals.windows;

/**
 * A working image that is kept, a byte per pixel and plane: each pixel as it was last looked at.
 */
final class ReferenceImage {

  private final int width;
  private final int height;
  private final byte[] luminance;
  private final byte[] redGreen;
  private final byte[] blueYellow;

  ReferenceImage(WorkingImage image) {
    width = image.width();
    height = image.height();
    luminance = new byte[width * height];
    redGreen = new byte[width * height];
    blueYellow = new byte[width * height];
    copy(image, 0, 0, width, height);
  }

  boolean hasSizeOf(WorkingImage image) {
    return width == image.width() && height == image.height();
  }

  void copyAll(WorkingImage image) {
    copy(image, 0, 0, width, height);
  }

  void copy(WorkingImage image, ChangedBlocks blocks) {
    for (int y = 0; y < blocks.down(); y++) {
      for (int x = 0; x < blocks.across(); x++) {
        if (blocks.changed(x, y)) {
          int left = x << ChangedBlocks.SHIFT;
          int top = y << ChangedBlocks.SHIFT;
          copy(
              image,
              left,
              top,
              Math.min(width, left + ChangedBlocks.SIDE),
              Math.min(height, top + ChangedBlocks.SIDE));
        }
      }
    }
  }

  private void copy(WorkingImage image, int x1, int y1, int x2, int y2) {
    for (int y = y1; y < y2; y++) {
      for (int i = y * width + x1; i < y * width + x2; i++) {
        luminance[i] = (byte) image.luminance()[i];
        redGreen[i] = (byte) image.redGreen()[i];
        blueYellow[i] = (byte) image.blueYellow()[i];
      }
    }
  }

  /** {@code [height, width]}, unsigned. */
  byte[] luminance() {
    return luminance;
  }

  /** {@code [height, width]}, unsigned. */
  byte[] redGreen() {
    return redGreen;
  }

  /** {@code [height, width]}, unsigned. */
  byte[] blueYellow() {
    return blueYellow;
  }
}
