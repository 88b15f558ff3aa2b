package io.frameflow.train.evaluation.diagnosis;

import io.frameflow.train.evaluation.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a score of .8 means that eight of ten such detections are right (Guo et al. 2017, for
 * detections: Küppers et al. 2020). Detections of all classes are sorted into ten bins by score; in
 * each, the mean score is compared with the part of true positives.
 *
 * @param bins from low to high scores, empty ones included
 */
public record Calibration(List<Bin> bins) {
  private static final int BINS = 10;

  /**
   * Detections whose score is in a tenth of [0, 1].
   *
   * @param count detections
   * @param meanScore NaN in an empty bin
   * @param precision part of true positives; NaN in an empty bin
   */
  public record Bin(double low, double high, int count, double meanScore, double precision) {
    double gap() {
      return Math.abs(meanScore - precision);
    }
  }

  public Calibration {
    bins = List.copyOf(bins);
  }

  /** Of scores that are probabilities; nothing is said about others, such as margins of an SVM. */
  public static Optional<Calibration> of(List<Judgement> judgements) {
    int[] count = new int[BINS];
    int[] correct = new int[BINS];
    double[] scores = new double[BINS];
    for (Judgement judgement : judgements) {
      for (int k = 0; k < judgement.scores().length; k++) {
        float score = judgement.scores()[k];
        if (score < 0 || score > 1) {
          return Optional.empty();
        }
        int bin = Math.min(BINS - 1, (int) (score * BINS));
        count[bin]++;
        correct[bin] += judgement.correct()[k] ? 1 : 0;
        scores[bin] += score;
      }
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      double n = count[i] == 0 ? Double.NaN : count[i];
      bins.add(
          new Bin(
              i / (double) BINS, (i + 1) / (double) BINS, count[i], scores[i] / n, correct[i] / n));
    }
    return Optional.of(new Calibration(bins));
  }

  /** Detections in all bins. */
  public int detections() {
    return bins.stream().mapToInt(Bin::count).sum();
  }

  /** ECE: the mean over the detections of their bin's gap; NaN without detections. */
  public double expectedError() {
    double sum = 0;
    for (Bin bin : bins) {
      sum += bin.count() == 0 ? 0 : bin.count() * bin.gap();
    }
    return sum / (detections() == 0 ? Double.NaN : detections());
  }

  /** MCE: the greatest gap of a bin; NaN without detections. */
  public double greatestError() {
    return bins.stream().filter(b -> b.count() > 0).mapToDouble(Bin::gap).max().orElse(Double.NaN);
  }
}
