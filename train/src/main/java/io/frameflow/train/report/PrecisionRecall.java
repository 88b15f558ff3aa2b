package io.frameflow.train.report;

import io.frameflow.train.data.AnnotatedImage;
import java.util.List;

/** Precision against recall at IoU .5, a curve per class. */
final class PrecisionRecall {

  private PrecisionRecall() {}

  /**
   * The chart; a class without objects or detections has no curve.
   *
   * @param labels class id 1 is the first
   */
  static LineChart chart(List<AnnotatedImage> images, Mistakes mistakes, List<String> labels) {
    LineChart chart = new LineChart("precision and recall at IoU .5", "recall", "precision");
    for (int c = 0; c < labels.size(); c++) {
      int classId = c + 1;
      long truths =
          images.stream()
              .flatMap(image -> image.objects().stream())
              .filter(object -> object.classId() == classId && !object.difficult())
              .count();
      List<Verdict> ranked =
          mistakes.verdicts().stream()
              .filter(verdict -> verdict.detection().classId() == classId)
              .filter(verdict -> verdict.kind() != Verdict.Kind.IGNORED)
              .toList();
      double[] recall = new double[ranked.size()];
      double[] precision = new double[ranked.size()];
      int found = 0;
      for (int k = 0; k < ranked.size(); k++) {
        found += ranked.get(k).kind() == Verdict.Kind.CORRECT ? 1 : 0;
        recall[k] = truths == 0 ? Double.NaN : (double) found / truths;
        precision[k] = truths == 0 ? Double.NaN : found / (k + 1.0);
      }
      chart.add(labels.get(c), recall, precision);
    }
    return chart;
  }
}
