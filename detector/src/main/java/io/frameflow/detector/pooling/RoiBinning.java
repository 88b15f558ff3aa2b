package io.frameflow.detector.pooling;

/**
 * Which cells of a feature map belong to which bin of an RoI, along one axis.
 *
 * <p>The pixel columns x1 .. x2-1 of an RoI are shifted by the offset, so that a pixel falls on the
 * cell whose receptive field is centred on it, divided by the stride and rounded. The cells are cut
 * to the map; at least one remains. Of 7 bins, bin p of the resulting {@code length} cells covers
 * {@code floor(p * length / 7)} to {@code ceil((p + 1) * length / 7)}, exclusive (He et al. 2014,
 * appendix A), which is never empty; neighbouring bins share cells when 7 does not divide the
 * length.
 *
 * @param stride input pixels per cell
 * @param offset index of the input pixel at the centre of cell 0's receptive field
 * @param count bins along each axis
 * @param reachBeyondMap what happens to an RoI that lies partly beyond the map, as it may where a
 *     map has fewer cells than the image has strides. If false, the RoI is cut to the map and then
 *     divided. If true, it is divided first and the bins are cut, and a bin may be empty: Caffe's
 *     way
 */
public record RoiBinning(int stride, int offset, int count, boolean reachBeyondMap) {

  /** Far beyond any map, and small enough for products with the number of bins. */
  public static final int FAR = 1 << 20;

  /**
   * @throws IllegalArgumentException if the stride is no power of two, for others would round edges
   *     differently from the graph, or there is no bin
   */
  public RoiBinning {
    if (stride < 1 || Integer.bitCount(stride) != 1) {
      throw new IllegalArgumentException("stride " + stride + " is no power of two");
    }
    if (count < 1) {
      throw new IllegalArgumentException("an RoI needs at least one bin, not " + count);
    }
  }

  /** Cells per input pixel, exact for a power of two. */
  public float scale() {
    return 1f / stride;
  }

  /** What is added to a scaled edge x1 (or y1) before it is rounded down. */
  public float firstShift() {
    return .5f - offset * scale();
  }

  /** What is added to a scaled, exclusive edge x2 (or y2) before it is rounded down. */
  public float lastShift() {
    return .5f - (offset + 1) * scale();
  }

  /** The cell of an RoI's first pixel, from its edge x1 (or y1), on a map of {@code size} cells. */
  public int firstCell(float edge, int size) {
    return cell(edge * scale() + firstShift(), size);
  }

  /** The cell of an RoI's last pixel, from its exclusive edge x2 (or y2). */
  public int lastCell(float edge, int size) {
    return cell(edge * scale() + lastShift(), size);
  }

  private int cell(float position, int size) {
    int highest = reachBeyondMap ? FAR : size - 1;
    return (int) Math.min(Math.max(Math.floor(position), 0), highest);
  }

  /**
   * The bins of one RoI along one axis.
   *
   * @param low edge x1 or y1 in input pixels
   * @param high edge x2 or y2 in input pixels, exclusive
   * @param size cells of the map along this axis
   * @return {@code [2 count]}: first cell and end (exclusive) of each bin; a bin is empty only if
   *     the RoI may reach beyond the map
   */
  public int[] bins(float low, float high, int size) {
    int[] bounds = new int[2 * count];
    bins(low, high, size, bounds);
    return bounds;
  }

  /** As {@link #bins(float, float, int)}, into an array that is there. */
  void bins(float low, float high, int size, int[] bounds) {
    int first = firstCell(low, size);
    int length = Math.max(lastCell(high, size) - first + 1, 1);
    for (int p = 0; p < count; p++) {
      bounds[2 * p] = Math.min(first + p * length / count, size);
      bounds[2 * p + 1] = Math.min(first + ((p + 1) * length + count - 1) / count, size);
    }
  }

  /** The widest bin that any RoI of at most {@code size} cells can have. */
  public static int widestBin(int size, int count) {
    int widest = 1;
    for (int length = 1; length <= size; length++) {
      for (int p = 0; p < count; p++) {
        int width = ((p + 1) * length + count - 1) / count - p * length / count;
        widest = Math.max(widest, width);
      }
    }
    return widest;
  }
}
