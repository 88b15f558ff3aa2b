package io.frameflow.train.regions;

import io.frameflow.detector.Detection;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.detector.proposals.ProposalMethods;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.evaluation.EvaluationReport;
import io.frameflow.train.evaluation.ScoredBox;
import io.frameflow.train.evaluation.VocEvaluator;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.proposals.ProposalRecall;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model is worth when its regions are found or judged in another way than it is served.
 *
 * @param report as of {@code ModelEvaluation}
 * @param proposals mean number of an image
 * @param recall50 part of the objects that some proposal overlaps with IoU .5 or more; NaN without
 *     objects
 * @param networkMillis mean time of an image's scaling and network, all scales
 * @param detections all of them, image by image
 */
public record RegionEvaluation(
    EvaluationReport report,
    double proposals,
    double recall50,
    double networkMillis,
    List<ScoredBox> detections) {

  private static final float RECALL_IOU = .5f;
  private static final double NANOS_PER_MILLI = 1e6;

  public RegionEvaluation {
    detections = List.copyOf(detections);
  }

  /**
   * Runs the model on all images, one after the other.
   *
   * @param images annotated with the model's labels
   * @param progress one step per image; stays the caller's to close
   * @throws IOException where an image or the package cannot be read; the message names it
   * @throws IllegalArgumentException if the plan does not fit the model; the message says why
   */
  public static RegionEvaluation run(
      ModelPackage model,
      List<AnnotatedImage> images,
      RegionPlan plan,
      SessionSettings settings,
      Progress progress)
      throws IOException {
    ScaleChoice scales = new ScaleChoice(model.manifest().input(), plan.shortSides());
    ProposalMethod method = ProposalMethods.load(model.directory(), model.manifest().proposals());
    try (RegionNetwork network = RegionNetwork.load(model, settings);
        ImageDecoder decoder = new ImageDecoder()) {
      RegionJudge judge = RegionJudge.of(network, plan);
      ScaledAnswers answers = new ScaledAnswers(network, scales);
      ProposalRecall recall = new ProposalRecall(plan.proposalCount(), RECALL_IOU);
      List<ScoredBox> boxes = new ArrayList<>();
      long found = 0;
      long networkNanos = 0;
      for (AnnotatedImage image : images) {
        Image pixels = DecodedImages.read(image, decoder);
        Boxes proposals = method.propose(pixels, plan.proposalCount());
        long start = System.nanoTime();
        RegionAnswers answered = answers.of(pixels, proposals, plan.classifier().isPresent());
        networkNanos += System.nanoTime() - start;
        found += proposals.size();
        recall.add(image, proposals);
        for (Detection d : judge.detections(pixels, answered)) {
          boxes.add(new ScoredBox(image.id(), d.classId(), d.score(), d.box()));
        }
        progress.step();
      }
      double count = Math.max(1, images.size());
      return new RegionEvaluation(
          VocEvaluator.evaluate(images, boxes, model.manifest().labels()),
          found / count,
          recall.recall(),
          networkNanos / count / NANOS_PER_MILLI,
          boxes);
    }
  }
}
