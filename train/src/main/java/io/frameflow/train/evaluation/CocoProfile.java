package io.frameflow.train.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Average precision and recall of one class by IoU threshold (.5, .55, ..., .95).
 *
 * @param precision {@code [10]} 101-point average precision; NaN without an object to find
 * @param recall {@code [10]} part of the objects found at any score; NaN likewise
 * @param truths objects to find
 */
@SuppressWarnings("ArrayRecordComponent") // ten numbers each, never compared
public record CocoProfile(double[] precision, double[] recall, int truths) {

  /** Mean over the IoU thresholds. */
  public double meanPrecision() {
    return Arrays.stream(precision).average().orElseThrow();
  }

  /** Mean over the IoU thresholds. */
  public double meanRecall() {
    return Arrays.stream(recall).average().orElseThrow();
  }

  private record Place(int image, int detection, float score) {}

  /**
   * Joins the images' detections into one ranking.
   *
   * @param images in the order that decides between equal scores
   * @param most detections of an image that count, the best of them
   */
  static CocoProfile of(List<CocoMatches> images, int most) {
    List<Place> ranking = new ArrayList<>();
    int truths = 0;
    for (int i = 0; i < images.size(); i++) {
      float[] scores = images.get(i).scores();
      truths += images.get(i).truths();
      for (int d = 0; d < Math.min(most, scores.length); d++) {
        ranking.add(new Place(i, d, scores[d]));
      }
    }
    ranking.sort(Comparator.comparing(Place::score, Comparator.reverseOrder()));
    int thresholds = CocoThresholds.ious().length;
    double[] precision = new double[thresholds];
    double[] recall = new double[thresholds];
    for (int t = 0; t < thresholds; t++) {
      accumulate(images, ranking, truths, t, precision, recall);
    }
    return new CocoProfile(precision, recall, truths);
  }

  private static void accumulate(
      List<CocoMatches> images,
      List<Place> ranking,
      int truths,
      int threshold,
      double[] averagePrecision,
      double[] finalRecall) {
    if (truths == 0) {
      averagePrecision[threshold] = Double.NaN;
      finalRecall[threshold] = Double.NaN;
      return;
    }
    double[] recall = new double[ranking.size()];
    double[] precision = new double[ranking.size()];
    int found = 0;
    int wrong = 0;
    for (int k = 0; k < recall.length; k++) {
      CocoMatches image = images.get(ranking.get(k).image());
      int detection = ranking.get(k).detection();
      boolean correct = image.correct()[threshold][detection];
      found += correct ? 1 : 0;
      wrong += correct || image.ignored()[threshold][detection] ? 0 : 1;
      recall[k] = found / (double) truths;
      precision[k] = found / (found + wrong + Math.ulp(1.0));
    }
    for (int k = recall.length - 2; k >= 0; k--) {
      precision[k] = Math.max(precision[k], precision[k + 1]);
    }
    finalRecall[threshold] = recall.length == 0 ? 0 : recall[recall.length - 1];
    averagePrecision[threshold] = sampled(recall, precision);
  }

  private static double sampled(double[] recall, double[] precision) {
    double[] levels = CocoThresholds.recalls();
    double sum = 0;
    int k = 0;
    for (double level : levels) {
      while (k < recall.length && recall[k] < level) {
        k++;
      }
      sum += k < recall.length ? precision[k] : 0;
    }
    return sum / levels.length;
  }
}
