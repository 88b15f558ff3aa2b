package io.frameflow.connectors.simulation;

import java.util.ArrayList;
import java.util.Arrays;
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
      polygon[2 * i] = (float) us[i];
      polygon[2 * i + 1] = (float) vs[i];
    }
    add(polygon);
  }

  private void add(float[] polygon) {
    for (int i = 0; i < polygon.length; i += 2) {
      left = Math.min(left, polygon[i]);
      right = Math.max(right, polygon[i]);
      top = Math.min(top, polygon[i + 1]);
      bottom = Math.max(bottom, polygon[i + 1]);
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

  /**
   * The part of the outline that lies within the picture, or an empty one. Its bounds can be much
   * smaller than the clipped bounds of the whole: the wheel of a lorry that reaches out of the
   * picture may be the lowest point of the lorry.
   */
  Silhouette within(int width, int height) {
    if (left >= 0 && top >= 0 && right <= width && bottom <= height) {
      return this;
    }
    Silhouette part = new Silhouette();
    for (float[] polygon : polygons) {
      float[] cut = cut(polygon, 0, 0, 1);
      cut = cut(cut, 0, width, -1);
      cut = cut(cut, 1, 0, 1);
      cut = cut(cut, 1, height, -1);
      if (cut.length > 0) {
        part.add(cut);
      }
    }
    return part;
  }

  /**
   * The part of a polygon on one side of a line along an axis (Sutherland and Hodgman).
   *
   * @param axis 0 for a column, 1 for a row
   * @param sign +1 to keep what is at or beyond {@code limit}, -1 to keep what is at or before it
   */
  private static float[] cut(float[] polygon, int axis, float limit, int sign) {
    float[] kept = new float[2 * polygon.length + 4];
    int size = 0;
    int n = polygon.length;
    for (int i = 0, j = n - 2; i < n; j = i, i += 2) {
      float here = sign * (polygon[i + axis] - limit);
      float before = sign * (polygon[j + axis] - limit);
      if (here >= 0 != before >= 0) {
        float share = before / (before - here);
        float along = polygon[j + 1 - axis];
        kept[size + axis] = limit;
        kept[size + 1 - axis] = along + share * (polygon[i + 1 - axis] - along);
        size += 2;
      }
      if (here >= 0) {
        kept[size] = polygon[i];
        kept[size + 1] = polygon[i + 1];
        size += 2;
      }
    }
    return Arrays.copyOf(kept, size);
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
