package io.frameflow.train.data;

import java.util.Objects;

/**
 * An object as its annotation states it, before any check against the image.
 *
 * @param index which object of the annotation file it is, from 0; in a COCO file among all images
 * @param label the class name as written
 * @param difficult marked as hard to recognise, or as a crowd
 * @param crowd one box around many objects
 * @param notation what {@code a} to {@code d} mean
 */
public record StatedObject(
    int index,
    String label,
    boolean difficult,
    boolean crowd,
    BoxNotation notation,
    float a,
    float b,
    float c,
    float d) {
  public StatedObject {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(notation, "notation");
  }

  /** A single object. */
  public StatedObject(
      int index,
      String label,
      boolean difficult,
      BoxNotation notation,
      float a,
      float b,
      float c,
      float d) {
    this(index, label, difficult, false, notation, a, b, c, d);
  }

  /** Left edge in continuous pixels. */
  public float x1() {
    return edges() ? a - 1 : a;
  }

  /** Top edge in continuous pixels. */
  public float y1() {
    return edges() ? b - 1 : b;
  }

  /** Right edge in continuous pixels, exclusive. */
  public float x2() {
    return edges() ? c : a + c;
  }

  /** Bottom edge in continuous pixels, exclusive. */
  public float y2() {
    return edges() ? d : b + d;
  }

  /** Whether the numbers are finite and, by the notation's own rules, enclose something. */
  public boolean hasExtent() {
    boolean extended = edges() ? c > a && d > b : c > 0 && d > 0;
    return extended && Float.isFinite(a + b + c + d);
  }

  /** Equal for objects of one class and box, wherever they stand and however they are marked. */
  StatedObject unnumbered() {
    return new StatedObject(0, label, false, notation, a, b, c, d);
  }

  private boolean edges() {
    return notation == BoxNotation.EDGES_FROM_ONE;
  }

  @Override
  public String toString() {
    return label + " [" + a + ", " + b + ", " + c + ", " + d + "]";
  }
}
