package io.frameflow.train.compression;

import io.frameflow.detector.Detection;
import io.frameflow.detector.Detector;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.Timings;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.evaluation.EvaluationReport;
import io.frameflow.train.evaluation.ScoredBox;
import io.frameflow.train.evaluation.VocEvaluator;
import io.frameflow.train.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Two detectors on the same images, one image after the other and in turns.
 *
 * @param before figures of the first
 * @param after figures of the second
 * @param network scaling and the whole graph, per image
 * @param total proposals, network and postprocessing, per image
 */
public record Comparison(
    EvaluationReport before, EvaluationReport after, TimePair network, TimePair total) {

  /** What one of the two did. */
  private static final class Side {
    private final List<ScoredBox> boxes = new ArrayList<>();
    private final List<Long> network = new ArrayList<>();
    private final List<Long> total = new ArrayList<>();

    void detect(Detector detector, AnnotatedImage image, Image pixels) {
      ImageDetections found = detector.detect(List.of(pixels)).get(0);
      for (Detection d : found.detections()) {
        boxes.add(new ScoredBox(image.id(), d.classId(), d.score(), d.box()));
      }
      Timings times = found.timings();
      network.add(times.networkNanos());
      total.add(times.proposalNanos() + times.networkNanos() + times.postprocessNanos());
    }
  }

  /**
   * Runs both.
   *
   * @param images at least one
   * @param progress one step per image; stays the caller's to close
   * @throws IOException where an image cannot be read or decoded; the message names it
   */
  public static Comparison run(
      Detector before,
      Detector after,
      List<AnnotatedImage> images,
      List<String> labels,
      ImageDecoder decoder,
      Progress progress)
      throws IOException {
    Side first = new Side();
    Side second = new Side();
    boolean swapped = false;
    for (AnnotatedImage image : images) {
      Image pixels = DecodedImages.read(image, decoder);
      if (swapped) {
        second.detect(after, image, pixels);
        first.detect(before, image, pixels);
      } else {
        first.detect(before, image, pixels);
        second.detect(after, image, pixels);
      }
      swapped = !swapped;
      progress.step();
    }
    return new Comparison(
        VocEvaluator.evaluate(images, first.boxes, labels),
        VocEvaluator.evaluate(images, second.boxes, labels),
        TimePair.ofNanos(first.network, second.network),
        TimePair.ofNanos(first.total, second.total));
  }
}
