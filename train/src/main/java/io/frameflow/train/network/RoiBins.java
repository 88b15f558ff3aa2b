package io.frameflow.train.network;

/**
 * How an RoI is divided into bins.
 *
 * @param count bins along each axis
 * @param reachBeyondMap what happens to an RoI that lies partly beyond the feature map, as it may
 *     where a map has fewer cells than the image has strides. If false, the RoI is cut to the map
 *     and then divided. If true, it is divided first and the bins are cut, and a bin without cells
 *     is 0: Caffe's way, which networks trained with Caffe expect
 */
public record RoiBins(int count, boolean reachBeyondMap) {

  /** 7 by 7 within the map. */
  public static final RoiBins SEVEN = new RoiBins(DetectorNetwork.BINS, false);

  /**
   * @throws IllegalArgumentException if there is no bin
   */
  public RoiBins {
    if (count < 1) {
      throw new IllegalArgumentException("an RoI needs at least one bin, not " + count);
    }
  }
}
