package io.frameflow.train.regions;

import io.frameflow.detector.Detection;
import io.frameflow.detector.NetworkOutput;
import io.frameflow.detector.Postprocessor;
import io.frameflow.detector.boxes.Refinement;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.ModelManifest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** From answers for regions to detections, as a plan wants it. */
final class RegionJudge {
  private final Postprocessor postprocessor;
  private final boolean boxRegression;
  private final Optional<RegionClassifier> classifier;

  private RegionJudge(
      Postprocessor postprocessor, boolean boxRegression, Optional<RegionClassifier> classifier) {
    this.postprocessor = postprocessor;
    this.boxRegression = boxRegression;
    this.classifier = classifier;
  }

  /**
   * @throws IllegalArgumentException if the plan's classifier is for other features than the
   *     network's
   */
  static RegionJudge of(RegionNetwork network, RegionPlan plan) {
    plan.classifier()
        .filter(judge -> judge.featureSize() != network.featureSize())
        .ifPresent(
            judge -> {
              throw new IllegalArgumentException(
                  "the classifier is for %d features, but the model's last hidden layer has %d"
                      .formatted(judge.featureSize(), network.featureSize()));
            });
    ModelManifest manifest = network.manifest();
    ModelManifest.Thresholds thresholds = manifest.thresholds();
    float least = plan.classifier().isPresent() ? Float.MIN_VALUE : thresholds.score();
    return new RegionJudge(
        new Postprocessor(
            manifest.labels(),
            new ModelManifest.Thresholds(
                least,
                thresholds.nms(),
                thresholds.maxDetections(),
                thresholds.voting(),
                Refinement.NONE)),
        plan.boxRegression(),
        plan.classifier());
  }

  /** Detections of one image, by falling score. */
  List<Detection> detections(Image image, RegionAnswers answers) {
    int regions = answers.regions().size();
    if (regions == 0) {
      return List.of();
    }
    float[] scores =
        classifier.map(judge -> scores(judge, answers)).orElse(answers.probabilities());
    float[] deltas = boxRegression ? answers.deltas() : new float[answers.deltas().length];
    return postprocessor.apply(
        image.width(), image.height(), answers.regions(), new NetworkOutput(scores, deltas), 0);
  }

  /**
   * {@code [R, K + 1]}, how far the margins are above the floor: scores that have votes must be
   * positive. The background has no score of its own.
   */
  private static float[] scores(RegionClassifier judge, RegionAnswers answers) {
    int regions = answers.regions().size();
    int columns = answers.probabilities().length / regions;
    int size = judge.featureSize();
    float[] scores = new float[answers.probabilities().length];
    for (int i = 0; i < regions; i++) {
      float[] features = Arrays.copyOfRange(answers.features(), i * size, (i + 1) * size);
      float[] margins = judge.margins(features);
      for (int k = 1; k < columns; k++) {
        scores[i * columns + k] = Math.max(0, margins[k - 1] - judge.floor());
      }
    }
    return scores;
  }
}
