package io.frameflow.train.evaluation;

import java.util.Locale;

/** COCO's sizes of objects, by area in square pixels of the original image; both ends belong. */
public enum AreaRange {
  ALL(0, 1e10),
  SMALL(0, 32 * 32),
  MEDIUM(32 * 32, 96 * 96),
  LARGE(96 * 96, 1e10);

  private final double low;
  private final double high;

  AreaRange(double low, double high) {
    this.low = low;
    this.high = high;
  }

  public boolean contains(double area) {
    return area >= low && area <= high;
  }

  /** As a word: {@code small}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
