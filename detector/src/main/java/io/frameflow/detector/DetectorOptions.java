package io.frameflow.detector;

import java.io.Serializable;

/**
 * How a model is served. Null means "as the model's manifest says".
 *
 * @param scoreThreshold the least class probability of a detection, 0..1, or null
 * @param nmsThreshold the IoU above which the lower-scored of two boxes of one class is dropped,
 *     0..1, or null
 * @param maxDetections the most detections per image, or null
 * @param boxVoting the least IoU at which a dropped box still has its part in the place of the kept
 *     one, above 0 to 1 (1 for no voting), or null
 * @param proposalCount the most regions per image, or null
 * @param threads for proposals and the network, at least 1. TensorFlow's pool is one per JVM and as
 *     large as whoever loads TensorFlow first wants it
 * @param precision number format of the network
 */
public record DetectorOptions(
    Float scoreThreshold,
    Float nmsThreshold,
    Integer maxDetections,
    Float boxVoting,
    Integer proposalCount,
    int threads,
    Precision precision)
    implements Serializable {

  /**
   * @throws IllegalArgumentException naming the option that is out of range
   */
  public DetectorOptions {
    fraction("scoreThreshold", scoreThreshold);
    fraction("nmsThreshold", nmsThreshold);
    positive("maxDetections", maxDetections);
    if (boxVoting != null && !(boxVoting > 0 && boxVoting <= 1)) {
      throw new IllegalArgumentException(
          "boxVoting must be above 0, 1 at most, but is " + boxVoting);
    }
    positive("proposalCount", proposalCount);
    positive("threads", threads);
    if (precision == null) {
      throw new IllegalArgumentException("precision is missing; choose AUTO, FP32 or BF16");
    }
  }

  /** Everything as the manifest says, one thread per processor. */
  public static DetectorOptions defaults() {
    return new DetectorOptions(
        null, null, null, null, null, Runtime.getRuntime().availableProcessors(), Precision.AUTO);
  }

  public DetectorOptions withScoreThreshold(Float threshold) {
    return new DetectorOptions(
        threshold, nmsThreshold, maxDetections, boxVoting, proposalCount, threads, precision);
  }

  public DetectorOptions withNmsThreshold(Float threshold) {
    return new DetectorOptions(
        scoreThreshold, threshold, maxDetections, boxVoting, proposalCount, threads, precision);
  }

  public DetectorOptions withMaxDetections(Integer most) {
    return new DetectorOptions(
        scoreThreshold, nmsThreshold, most, boxVoting, proposalCount, threads, precision);
  }

  public DetectorOptions withBoxVoting(Float leastIou) {
    return new DetectorOptions(
        scoreThreshold, nmsThreshold, maxDetections, leastIou, proposalCount, threads, precision);
  }

  public DetectorOptions withProposalCount(Integer most) {
    return new DetectorOptions(
        scoreThreshold, nmsThreshold, maxDetections, boxVoting, most, threads, precision);
  }

  public DetectorOptions withThreads(int count) {
    return new DetectorOptions(
        scoreThreshold, nmsThreshold, maxDetections, boxVoting, proposalCount, count, precision);
  }

  public DetectorOptions withPrecision(Precision format) {
    return new DetectorOptions(
        scoreThreshold, nmsThreshold, maxDetections, boxVoting, proposalCount, threads, format);
  }

  private static void fraction(String option, Float value) {
    if (value != null && !(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(option + " must be from 0 to 1, but is " + value);
    }
  }

  private static void positive(String option, Integer value) {
    if (value != null && value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, but is " + value);
    }
  }
}
