package io.frameflow.train.data;

import java.util.List;

/**
 * An annotation file as written, before any check against the image.
 *
 * @param width stated width in pixels, 0 where the file has none
 * @param height stated height in pixels, 0 where the file has none
 */
record VocAnnotation(int width, int height, List<Entry> objects) {

  /** One object; edges in VOC's 1-based inclusive pixels. */
  record Entry(String label, boolean difficult, float xmin, float ymin, float xmax, float ymax) {

    boolean isDegenerate() {
      return !(xmax > xmin && ymax > ymin) || !Float.isFinite(xmin + ymin + xmax + ymax);
    }

    @Override
    public String toString() {
      return label + " [" + xmin + ", " + ymin + ", " + xmax + ", " + ymax + "]";
    }
  }
}
