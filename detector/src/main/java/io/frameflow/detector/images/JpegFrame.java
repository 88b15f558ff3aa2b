package io.frameflow.detector.images;

import java.util.List;

/**
 * What a JPEG's frame header says.
 *
 * @param marker coding process
 * @param width pixels
 * @param height pixels
 * @param components colour planes in order
 */
record JpegFrame(int marker, int width, int height, List<Component> components) {

  private static final int BLOCK = 8;

  /**
   * @param id as scans name it
   * @param horizontal sampling factor, 1..4
   * @param vertical sampling factor, 1..4
   * @param quantisation number of its table
   */
  record Component(int id, int horizontal, int vertical, int quantisation) {}

  boolean isProgressive() {
    return marker == JpegMarkers.PROGRESSIVE;
  }

  /** The component that scans call by this id, or null. */
  Component component(int id) {
    return components.stream().filter(c -> c.id() == id).findFirst().orElse(null);
  }

  /**
   * Number of coding units of a scan (T.81, A.2): one block each if there is a single component,
   * else all blocks of an interleaved tile.
   */
  long units(List<Component> scanned) {
    int mostHorizontal = components.stream().mapToInt(Component::horizontal).max().orElseThrow();
    int mostVertical = components.stream().mapToInt(Component::vertical).max().orElseThrow();
    if (scanned.size() > 1) {
      return (long) divideUp(width, BLOCK * mostHorizontal)
          * divideUp(height, BLOCK * mostVertical);
    }
    Component only = scanned.get(0);
    int ownWidth = divideUp(width * only.horizontal(), mostHorizontal);
    int ownHeight = divideUp(height * only.vertical(), mostVertical);
    return (long) divideUp(ownWidth, BLOCK) * divideUp(ownHeight, BLOCK);
  }

  private static int divideUp(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
