package io.frameflow.train.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How average precision (area, Pascal VOC's matching) falls as boxes must fit better.
 *
 * @param byThreshold IoU threshold to the average precision of each class in label order; NaN for
 *     classes without truth
 */
public record ApByIou(Map<Double, List<Double>> byThreshold) {
  private static final List<Double> THRESHOLDS = List.of(.5, .6, .7, .75, .8, .9);

  public static ApByIou of(Judgements judgements) {
    Map<Double, List<Double>> byThreshold = new LinkedHashMap<>();
    for (double iou : THRESHOLDS) {
      byThreshold.put(iou, judgements.at(iou).stream().map(AveragePrecision::area).toList());
    }
    return new ApByIou(byThreshold);
  }

  /** Mean over the classes with truth; NaN if there is none. */
  public double mean(double threshold) {
    return byThreshold.get(threshold).stream()
        .mapToDouble(Double::doubleValue)
        .filter(ap -> !Double.isNaN(ap))
        .average()
        .orElse(Double.NaN);
  }
}
