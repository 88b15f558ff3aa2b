package io.frameflow.train.data.statistics;

import java.util.Arrays;
import java.util.List;

/** Counts of values in bins; the first and the last bin take what lies beyond them. */
public final class Histogram {
  private final List<String> names;
  private final double[] edges;
  private final long[] counts;
  private long total;
  private double sum;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  /**
   * @param names of the bins
   * @param edges between them, ascending, one fewer than bins; a value on an edge is in the bin
   *     above
   */
  Histogram(List<String> names, double... edges) {
    if (names.size() != edges.length + 1) {
      throw new IllegalArgumentException(
          names.size() + " bins have " + (names.size() - 1) + " edges, not " + edges.length);
    }
    this.names = List.copyOf(names);
    this.edges = edges.clone();
    this.counts = new long[names.size()];
  }

  void add(double value) {
    int at = Arrays.binarySearch(edges, value);
    counts[at >= 0 ? at + 1 : -at - 1]++;
    total++;
    sum += value;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  /** The bins' names. */
  public List<String> names() {
    return names;
  }

  /** Values in each bin. */
  public List<Long> counts() {
    return Arrays.stream(counts).boxed().toList();
  }

  /** All values. */
  public long total() {
    return total;
  }

  /** Smallest value; infinite without any. */
  public double least() {
    return least;
  }

  /** Largest value; infinite without any. */
  public double most() {
    return most;
  }

  /** Mean of the values; NaN without any. */
  public double mean() {
    return sum / total;
  }
}
