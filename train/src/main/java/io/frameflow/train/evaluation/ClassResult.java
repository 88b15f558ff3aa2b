package io.frameflow.train.evaluation;

/**
 * One class of an evaluation. The three average precisions are NaN where the class has no truth.
 *
 * @param truths objects that count, i.e. are not difficult
 * @param difficult objects marked difficult: finding or missing them changes nothing
 * @param truePositives detections matched at IoU .5, at any score
 * @param falsePositives detections matched to nothing, or to a truth already taken, at IoU .5
 * @param ap50 area under the curve at IoU .5
 * @param ap50Voc07 11-point average precision at IoU .5
 * @param ap5095 COCO's average precision over IoU .5, .55, ..., .95
 */
public record ClassResult(
    String label,
    int truths,
    int difficult,
    int truePositives,
    int falsePositives,
    double ap50,
    double ap50Voc07,
    double ap5095) {

  /** Share of the truths that were found at IoU .5, at any score; NaN without truths. */
  public double recall50() {
    return truths == 0 ? Double.NaN : truePositives / (double) truths;
  }
}
