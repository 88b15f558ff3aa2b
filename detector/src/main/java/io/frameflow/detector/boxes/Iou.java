package io.frameflow.detector.boxes;

/**
 * Intersection over union of boxes in continuous coordinates (no "+1" pixel convention).
 *
 * <p>Two boxes of which one is empty have IoU 0, also if they are equal.
 */
public final class Iou {

  private Iou() {}

  /** IoU of two boxes, in [0, 1]. */
  public static float of(Box a, Box b) {
    return of(a.x1(), a.y1(), a.x2(), a.y2(), b.x1(), b.y1(), b.x2(), b.y2());
  }

  /** IoU of box {@code i} of {@code a} with box {@code j} of {@code b}, in [0, 1]. */
  public static float of(Boxes a, int i, Boxes b, int j) {
    return of(a.x1(i), a.y1(i), a.x2(i), a.y2(i), b.x1(j), b.y1(j), b.x2(j), b.y2(j));
  }

  /** IoU of two boxes given by their edges, in [0, 1]. */
  public static float of(
      float ax1, float ay1, float ax2, float ay2, float bx1, float by1, float bx2, float by2) {
    float width = Math.min(ax2, bx2) - Math.max(ax1, bx1);
    float height = Math.min(ay2, by2) - Math.max(ay1, by1);
    if (width <= 0 || height <= 0) {
      return 0;
    }
    float intersection = width * height;
    float union = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - intersection;
    return intersection / union;
  }
}
