package io.frameflow.detector;

import io.frameflow.detector.boxes.BoxVoting;
import io.frameflow.detector.boxes.Refinement;
import java.io.Serializable;

/**
 * How a model is served. Null means "as the model's manifest says".
 *
 * @param scoreThreshold the least class probability of a detection, 0..1, or null
 * @param nmsThreshold the IoU above which the lower-scored of two boxes of one class is dropped,
 *     0..1, or null
 * @param maxDetections the most detections per image, or null
 * @param voting how dropped boxes move the kept one, or null
 * @param refinement which boxes are looked at twice, or null
 * @param proposalCount the most regions per image, or null
 * @param threads for proposals and the network, at least 1. TensorFlow's pool is one per JVM and as
 *     large as whoever loads TensorFlow first wants it
 * @param precision number format of the network
 */
public record DetectorOptions(
    Float scoreThreshold,
    Float nmsThreshold,
    Integer maxDetections,
    BoxVoting voting,
    Refinement refinement,
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
    positive("proposalCount", proposalCount);
    positive("threads", threads);
    if (precision == null) {
      throw new IllegalArgumentException("precision is missing; choose AUTO, FP32 or BF16");
    }
  }

  /** Everything as the manifest says, one thread per processor. */
  public static DetectorOptions defaults() {
    return new DetectorOptions(
        null,
        null,
        null,
        null,
        null,
        null,
        Runtime.getRuntime().availableProcessors(),
        Precision.AUTO);
  }

  public DetectorOptions withScoreThreshold(Float threshold) {
    return new DetectorOptions(
        threshold,
        nmsThreshold,
        maxDetections,
        voting,
        refinement,
        proposalCount,
        threads,
        precision);
  }

  public DetectorOptions withNmsThreshold(Float threshold) {
    return new DetectorOptions(
        scoreThreshold,
        threshold,
        maxDetections,
        voting,
        refinement,
        proposalCount,
        threads,
        precision);
  }

  public DetectorOptions withMaxDetections(Integer most) {
    return new DetectorOptions(
        scoreThreshold, nmsThreshold, most, voting, refinement, proposalCount, threads, precision);
  }

  public DetectorOptions withVoting(BoxVoting rule) {
    return new DetectorOptions(
        scoreThreshold,
        nmsThreshold,
        maxDetections,
        rule,
        refinement,
        proposalCount,
        threads,
        precision);
  }

  public DetectorOptions withRefinement(Refinement rule) {
    return new DetectorOptions(
        scoreThreshold,
        nmsThreshold,
        maxDetections,
        voting,
        rule,
        proposalCount,
        threads,
        precision);
  }

  public DetectorOptions withProposalCount(Integer most) {
    return new DetectorOptions(
        scoreThreshold, nmsThreshold, maxDetections, voting, refinement, most, threads, precision);
  }

  public DetectorOptions withThreads(int count) {
    return new DetectorOptions(
        scoreThreshold,
        nmsThreshold,
        maxDetections,
        voting,
        refinement,
        proposalCount,
        count,
        precision);
  }

  public DetectorOptions withPrecision(Precision format) {
    return new DetectorOptions(
        scoreThreshold,
        nmsThreshold,
        maxDetections,
        voting,
        refinement,
        proposalCount,
        threads,
        format);
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
