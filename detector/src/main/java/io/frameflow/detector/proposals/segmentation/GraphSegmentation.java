package io.frameflow.detector.proposals.segmentation;

import java.util.Arrays;

/**
 * The efficient graph-based segmentation of Felzenszwalb and Huttenlocher (IJCV 2004) that gives
 * selective search its first regions.
 *
 * <p>Pixels are nodes, joined to their 8 neighbours by edges as heavy as their colours differ. From
 * the lightest edge on, two regions merge if the edge is no heavier than what holds each together,
 * {@code Int(C) + k / |C|}. The edges of one image are sorted once and serve every {@code k}.
 */
final class GraphSegmentation {

  private static final double SIGMA = .8;

  /** Edge weights are counted in steps of 1/8 grey level, for a counting sort. */
  private static final int STEPS = 8;

  private static final int HEAVIEST = STEPS * 442;

  /** In the place of the weight of an edge that leads out of the image. */
  private static final short OUTSIDE = -1;

  private final int width;
  private final int height;
  private final int[] offsets;
  private final int[] edges;

  /** Where the edges of a weight end in the sorted ones. */
  private final int[] ends = new int[HEAVIEST + 1];

  /** Edges between two regions that have not merged over them. */
  private final int[] between;

  private final int[] parents;
  private final int[] sizes;
  private final float[] limits;

  GraphSegmentation(Planes image) {
    width = image.width();
    height = image.height();
    int pixels = width * height;
    offsets = new int[] {1, width, width + 1, width - 1};
    edges = new int[4 * pixels];
    between = new int[4 * pixels];
    parents = new int[pixels];
    sizes = new int[pixels];
    limits = new float[pixels];
    sortEdges(image.blurred(SIGMA).channels());
  }

  /**
   * Segments the image.
   *
   * @param k preference for large regions, in grey levels
   * @param smallest regions of fewer pixels are merged into a neighbour
   */
  Segmentation segment(float k, int smallest) {
    Arrays.fill(sizes, 1);
    Arrays.fill(limits, k);
    for (int i = 0; i < parents.length; i++) {
      parents[i] = i;
    }
    int open = 0;
    for (int weightSteps = 0, e = 0; weightSteps <= HEAVIEST; weightSteps++) {
      float weight = weightSteps / (float) STEPS;
      for (; e < ends[weightSteps]; e++) {
        int edge = edges[e];
        int a = root(edge >> 2);
        int b = root((edge >> 2) + offsets[edge & 3]);
        if (a == b) {
          continue;
        }
        if (weight <= limits[a] && weight <= limits[b]) {
          int merged = merge(a, b);
          limits[merged] = weight + k / sizes[merged];
        } else {
          between[open++] = edge;
        }
      }
    }
    // Edges within a region stay within it: only those between two are looked at again.
    for (int e = 0; e < open; e++) {
      int edge = between[e];
      int a = root(edge >> 2);
      int b = root((edge >> 2) + offsets[edge & 3]);
      if (a != b && (sizes[a] < smallest || sizes[b] < smallest)) {
        merge(a, b);
      }
    }
    return labelled();
  }

  /** Edge {@code 4 * pixel + direction} leads right, down, down-right or down-left. */
  private void sortEdges(float[][] channels) {
    short[] weights = new short[4 * width * height];
    Arrays.fill(weights, OUTSIDE);
    int[] places = new int[HEAVIEST + 2];
    float[] squares = new float[width];
    for (int y = 0; y < height; y++) {
      for (int direction = 0; direction < 4; direction++) {
        int first = direction == 3 ? 1 : 0;
        int end = direction == 0 || direction == 2 ? width - 1 : width;
        if (direction != 0 && y == height - 1) {
          continue;
        }
        sumSquares(channels, y * width, offsets[direction], first, end, squares);
        for (int x = first; x < end; x++) {
          // Math.round does the same several times slower.
          int weight = Math.min(HEAVIEST, (int) (Math.sqrt(squares[x]) * STEPS + .5));
          weights[4 * (y * width + x) + direction] = (short) weight;
          places[weight + 1]++;
        }
      }
    }
    for (int w = 0; w <= HEAVIEST; w++) {
      places[w + 1] += places[w];
      ends[w] = places[w + 1];
    }
    for (int edge = 0; edge < weights.length; edge++) {
      if (weights[edge] != OUTSIDE) {
        edges[places[weights[edge]]++] = edge;
      }
    }
  }

  /** Squared colour differences of the pixels of a row to those at an offset. */
  private static void sumSquares(
      float[][] channels, int row, int offset, int first, int end, float[] squares) {
    Arrays.fill(squares, 0);
    for (float[] channel : channels) {
      for (int x = first; x < end; x++) {
        float difference = channel[row + x] - channel[row + x + offset];
        squares[x] += difference * difference;
      }
    }
  }

  private int root(int pixel) {
    int p = pixel;
    while (parents[p] != p) {
      parents[p] = parents[parents[p]];
      p = parents[p];
    }
    return p;
  }

  private int merge(int a, int b) {
    int large = sizes[a] >= sizes[b] ? a : b;
    int small = large == a ? b : a;
    parents[small] = large;
    sizes[large] += sizes[small];
    return large;
  }

  private Segmentation labelled() {
    int[] labels = new int[parents.length];
    int[] names = new int[parents.length];
    Arrays.fill(names, -1);
    int regions = 0;
    for (int i = 0; i < labels.length; i++) {
      int root = root(i);
      if (names[root] < 0) {
        names[root] = regions++;
      }
      labels[i] = names[root];
    }
    return new Segmentation(width, height, labels, regions);
  }
}
