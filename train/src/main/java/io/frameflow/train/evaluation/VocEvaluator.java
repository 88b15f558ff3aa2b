package io.frameflow.train.evaluation;

import io.frameflow.train.data.AnnotatedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Average precision of detections against ground truth.
 *
 * <p>At IoU .5 the Pascal VOC rules hold (Everingham et al., 2010, section 4): detections in order
 * of score, each looks at the truth it overlaps most; at IoU .5 or more it is a true positive, a
 * second one on the same truth a false positive, one on a difficult truth ignored. {@code map50}
 * sums up by area, {@code map50Voc07} by 11 points; {@code map5095} is COCO's, see {@link
 * CocoEvaluator}.
 *
 * <p>IoU is that of continuous coordinates. It is the IoU of the VOC development kit, which adds 1
 * to each side of a box given by its first and last pixel: the data set's reader has moved the
 * edges accordingly.
 */
public final class VocEvaluator {
  private static final double VOC_IOU = .5;

  private VocEvaluator() {}

  /**
   * Judges the detections of a data set.
   *
   * @param truth all images that were looked at, those without detections included
   * @param detections of any number per image, in any order
   * @param labels K names; class id k is labels[k-1]
   * @throws IllegalArgumentException where a detection names an image or class that is not there
   */
  public static EvaluationReport evaluate(
      List<AnnotatedImage> truth, List<ScoredBox> detections, List<String> labels) {
    return report(
        truth.size(),
        detections.size(),
        labels,
        new Judgements(truth, detections, labels),
        CocoEvaluator.evaluate(truth, detections, labels));
  }

  /**
   * The report on detections that are judged already.
   *
   * @param images that were looked at
   * @param detections of all images
   */
  public static EvaluationReport report(
      int images, int detections, List<String> labels, Judgements judgements, CocoReport coco) {
    List<Judgement> voc = judgements.at(VOC_IOU);
    List<ClassResult> classes = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      Judgement judged = voc.get(i);
      classes.add(
          new ClassResult(
              labels.get(i),
              judged.truths(),
              judgements.objects(i) - judged.truths(),
              judged.truePositives(),
              judged.correct().length - judged.truePositives(),
              AveragePrecision.area(judged),
              AveragePrecision.elevenPoint(judged),
              coco.classes().get(i).all().meanPrecision()));
    }
    return new EvaluationReport(images, detections, classes);
  }
}
