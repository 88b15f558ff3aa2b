package io.frameflow.train.evaluation;

import io.frameflow.detector.Timings;
import java.util.Locale;

/**
 * Where an evaluation's time went, in nanoseconds over all images.
 *
 * @param images counted
 */
public record StageTimes(
    int images, long decodeNanos, long proposalNanos, long networkNanos, long postprocessNanos) {
  static final StageTimes ZERO = new StageTimes(0, 0, 0, 0, 0);

  StageTimes plus(long decode, Timings timings) {
    return new StageTimes(
        images + 1,
        decodeNanos + decode,
        proposalNanos + timings.proposalNanos(),
        networkNanos + timings.networkNanos(),
        postprocessNanos + timings.postprocessNanos());
  }

  /** One line with the mean milliseconds per image of each stage. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "per image: decode %.1f ms, proposals %.1f ms, network %.1f ms, postprocessing %.1f ms",
        mean(decodeNanos),
        mean(proposalNanos),
        mean(networkNanos),
        mean(postprocessNanos));
  }

  private double mean(long nanos) {
    return images == 0 ? 0 : nanos / 1e6 / images;
  }
}
