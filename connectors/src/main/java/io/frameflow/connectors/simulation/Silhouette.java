package io.frameflow.connectors.simulation;

import java.util.ArrayList;
import java.util.List;

/** The outline of one drawn thing as the union of its polygons, in pixels of the picture. */
final class Silhouette {
  private final List<float[]> polygons = new ArrayList<>(); // u0, v0, u1, v1, ...
  private float left = Float.POSITIVE_INFINITY;
  private float top = Float.POSITIVE_INFINITY;
  private float right = Float.NEGATIVE_INFINITY;
  private float bottom = Float.NEGATIVE_INFINITY;

  void add(double[] us, double[] vs, int count) {
    float[] polygon = new float[2 * count];
    for (int i = 0; i < count; i++) {
      float u = (float) us[i];
      float v = (float) vs[i];
      polygon[2 * i] = u;
      polygon[2 * i + 1] = v;
      left = Math.min(left, u);
      right = Math.max(right, u);
      top = Math.min(top, v);
      bottom = Math.max(bottom, v);
    }
    polygons.add(polygon);
  }

  boolean isEmpty() {
    return polygons.isEmpty();
  }

  float left() {
    return left;
  }

  float top() {
    return top;
  }

  float right() {
    return right;
  }

  float bottom() {
    return bottom;
  }

  boolean boundsMeet(Silhouette other) {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }

  /** Whether the point lies in one of the polygons. */
  boolean contains(double u, double v) {
    if (u < left || u > right || v < top || v > bottom) {
      return false;
    }
    for (float[] polygon : polygons) {
      if (inside(polygon, u, v)) {
        return true;
      }
    }
    return false;
  }

  /** Crossing number of the ray from the point to the right. */
  private static boolean inside(float[] polygon, double u, double v) {
    boolean odd = false;
    int n = polygon.length;
    for (int i = 0, j = n - 2; i < n; j = i, i += 2) {
      double vi = polygon[i + 1];
      double vj = polygon[j + 1];
      if (vi > v != vj > v && u < polygon[i] + (polygon[j] - polygon[i]) * (v - vi) / (vj - vi)) {
        odd = !odd;
      }
    }
    return odd;
  }
}
