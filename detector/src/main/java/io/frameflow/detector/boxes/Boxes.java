package io.frameflow.detector.boxes;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable sequence of {@code n} boxes in one flat array: {@code [x1, y1, x2, y2]} per box, in
 * the coordinates of {@link Box}.
 *
 * <p>Thousands of proposals per image pass through here; a flat array keeps them out of the garbage
 * collector's way.
 */
public final class Boxes {

  /** No boxes at all. */
  public static final Boxes EMPTY = new Boxes(new float[0]);

  private final float[] edges;

  private Boxes(float[] edges) {
    this.edges = edges;
  }

  /**
   * Copies boxes from a flat array.
   *
   * @param edges {@code [4n]}: x1, y1, x2, y2 per box
   * @throws IllegalArgumentException if the length is no multiple of 4, an edge is not finite, or a
   *     box has {@code x1 > x2} or {@code y1 > y2}; the message names the index of the box
   */
  public static Boxes of(float... edges) {
    if (edges.length % 4 != 0) {
      throw new IllegalArgumentException(
          "boxes need 4 numbers each, but there are " + edges.length + " numbers");
    }
    for (int i = 0; i < edges.length; i += 4) {
      if (!Box.isOrdered(edges[i], edges[i + 2]) || !Box.isOrdered(edges[i + 1], edges[i + 3])) {
        throw new IllegalArgumentException(
            "box %d of %d is (%s, %s, %s, %s): edges must be finite with x1 <= x2 and y1 <= y2"
                .formatted(
                    i / 4, edges.length / 4, edges[i], edges[i + 1], edges[i + 2], edges[i + 3]));
      }
    }
    return edges.length == 0 ? EMPTY : new Boxes(edges.clone());
  }

  /** Copies a list of boxes, in its order. */
  public static Boxes of(List<Box> boxes) {
    float[] edges = new float[4 * boxes.size()];
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      edges[4 * i] = box.x1();
      edges[4 * i + 1] = box.y1();
      edges[4 * i + 2] = box.x2();
      edges[4 * i + 3] = box.y2();
    }
    return boxes.isEmpty() ? EMPTY : new Boxes(edges);
  }

  /** The number of boxes. */
  public int size() {
    return edges.length / 4;
  }

  public boolean isEmpty() {
    return edges.length == 0;
  }

  /** Left edge of box {@code i}. */
  public float x1(int i) {
    return edges[4 * i];
  }

  /** Top edge of box {@code i}. */
  public float y1(int i) {
    return edges[4 * i + 1];
  }

  /** Right edge of box {@code i}, exclusive. */
  public float x2(int i) {
    return edges[4 * i + 2];
  }

  /** Bottom edge of box {@code i}, exclusive. */
  public float y2(int i) {
    return edges[4 * i + 3];
  }

  public float width(int i) {
    return x2(i) - x1(i);
  }

  public float height(int i) {
    return y2(i) - y1(i);
  }

  public float area(int i) {
    return width(i) * height(i);
  }

  /** Box {@code i} as an object. */
  public Box get(int i) {
    return new Box(x1(i), y1(i), x2(i), y2(i));
  }

  /** The first {@code n} boxes, or all of them if there are fewer. */
  public Boxes first(int n) {
    return n >= size() ? this : slice(0, n);
  }

  /** Boxes {@code from} (inclusive) to {@code to} (exclusive). */
  public Boxes slice(int from, int to) {
    if (from < 0 || from > to || to > size()) {
      throw new IndexOutOfBoundsException(
          "boxes " + from + " to " + to + " of a sequence of " + size());
    }
    return from == to ? EMPTY : new Boxes(Arrays.copyOfRange(edges, 4 * from, 4 * to));
  }

  /** The boxes at the given indices, in that order. */
  public Boxes select(int... indices) {
    float[] chosen = new float[4 * indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(edges, 4 * indices[i], chosen, 4 * i, 4);
    }
    return indices.length == 0 ? EMPTY : new Boxes(chosen);
  }

  /** The boxes with an area, in their order. */
  public Boxes nonEmpty() {
    int first = 0;
    while (first < size() && area(first) > 0) {
      first++;
    }
    if (first == size()) {
      return this;
    }
    int[] kept = new int[size()];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      if (area(i) > 0) {
        kept[count++] = i;
      }
    }
    return select(Arrays.copyOf(kept, count));
  }

  /** These boxes, then the others. */
  public Boxes concat(Boxes others) {
    float[] both = Arrays.copyOf(edges, edges.length + others.edges.length);
    System.arraycopy(others.edges, 0, both, edges.length, others.edges.length);
    return both.length == 0 ? EMPTY : new Boxes(both);
  }

  /**
   * The boxes in an image that was scaled by these factors.
   *
   * @param scaleX new width over old width, positive
   * @param scaleY new height over old height, positive
   */
  public Boxes scale(float scaleX, float scaleY) {
    if (!(scaleX > 0) || !(scaleY > 0)) {
      throw new IllegalArgumentException(
          "scale factors must be positive, but are " + scaleX + " and " + scaleY);
    }
    float[] scaled = new float[edges.length];
    for (int i = 0; i < edges.length; i += 2) {
      scaled[i] = edges[i] * scaleX;
      scaled[i + 1] = edges[i + 1] * scaleY;
    }
    return new Boxes(scaled);
  }

  /** The boxes cut to {@code [0, width] x [0, height]}; a box outside becomes empty at the edge. */
  public Boxes clip(float width, float height) {
    if (lieIn(width, height)) {
      return this;
    }
    float[] clipped = new float[edges.length];
    for (int i = 0; i < edges.length; i += 2) {
      clipped[i] = Math.min(Math.max(edges[i], 0), width);
      clipped[i + 1] = Math.min(Math.max(edges[i + 1], 0), height);
    }
    return new Boxes(clipped);
  }

  private boolean lieIn(float width, float height) {
    for (int i = 0; i < edges.length; i += 2) {
      if (!(edges[i] >= 0 && edges[i] <= width && edges[i + 1] >= 0 && edges[i + 1] <= height)) {
        return false;
      }
    }
    return true;
  }

  /** A copy as {@code [4n]}: x1, y1, x2, y2 per box. */
  public float[] toArray() {
    return edges.clone();
  }

  /** A view of the boxes as objects. */
  public List<Box> asList() {
    return new AbstractList<>() {
      @Override
      public Box get(int index) {
        return Boxes.this.get(index);
      }

      @Override
      public int size() {
        return Boxes.this.size();
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Boxes boxes && Arrays.equals(edges, boxes.edges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return asList().toString();
  }
}
