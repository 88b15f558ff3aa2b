package io.frameflow.train.regions;

/**
 * Says what a region shows by the features that the network's class scores are computed from, in
 * the place of the softmax.
 */
public interface RegionClassifier {

  /**
   * Scores of one region.
   *
   * @param features {@code [D]}, output of the last hidden layer (fc7)
   * @return {@code [K]} by class, higher is more certain; any real numbers
   */
  float[] margins(float[] features);

  /** Numbers of a region's features: D. */
  int featureSize();

  /** The greatest score that is no detection yet. */
  float floor();
}
