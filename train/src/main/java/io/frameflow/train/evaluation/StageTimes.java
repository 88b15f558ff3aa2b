package io.frameflow.train.evaluation;

import io.frameflow.detector.Timings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where an evaluation's time went, image by image. */
public final class StageTimes {

  /** The parts of an image's way through the detector. */
  public enum Stage {
    DECODE("decode"),
    PROPOSALS("proposals"),
    NETWORK("network"),
    POSTPROCESSING("postprocessing");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private record Row(long decode, long proposals, long network, long postprocessing) {
    long nanos(Stage stage) {
      return switch (stage) {
        case DECODE -> decode;
        case PROPOSALS -> proposals;
        case NETWORK -> network;
        case POSTPROCESSING -> postprocessing;
      };
    }
  }

  private static final double NANOS_PER_MILLI = 1e6;

  private final List<Row> images = new ArrayList<>();

  void add(long decodeNanos, Timings timings) {
    images.add(
        new Row(
            decodeNanos,
            timings.proposalNanos(),
            timings.networkNanos(),
            timings.postprocessNanos()));
  }

  /** Images counted. */
  public int images() {
    return images.size();
  }

  /** Mean milliseconds of an image; 0 without images. */
  public double mean(Stage stage) {
    return Arrays.stream(millis(stage)).average().orElse(0);
  }

  /**
   * The time that a part of the images stays within.
   *
   * @param share in [0, 1]; .5 for the median
   * @return milliseconds; 0 without images
   */
  public double quantile(Stage stage, double share) {
    double[] sorted = millis(stage);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.length) - 1;
    return sorted.length == 0 ? 0 : sorted[Math.max(0, rank)];
  }

  /** One line with the mean milliseconds per image of each stage. */
  public String summary() {
    return Arrays.stream(Stage.values())
        .map(stage -> String.format(Locale.ROOT, "%s %.1f ms", stage.label(), mean(stage)))
        .collect(Collectors.joining(", ", "per image: ", ""));
  }

  private double[] millis(Stage stage) {
    return images.stream().mapToDouble(row -> row.nanos(stage) / NANOS_PER_MILLI).toArray();
  }
}
