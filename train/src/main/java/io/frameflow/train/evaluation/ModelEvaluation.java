package io.frameflow.train.evaluation;

import io.frameflow.detector.Detection;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Result of running a detector over a data set.
 *
 * @param detections all that the detector gave, image by image
 */
public record ModelEvaluation(
    EvaluationReport report, StageTimes times, List<ScoredBox> detections) {
  public ModelEvaluation {
    detections = List.copyOf(detections);
  }

  /**
   * Decodes, detects and judges; images go to the detector in batches, in the data set's order.
   *
   * @param data read with the model's labels, so that the class ids agree
   * @param decoder of the image files
   * @param detector images to their detections, such as {@code Detector::detect}
   * @param batch most images at once
   * @param progress one step per image; stays the caller's to close
   * @throws IOException where an image cannot be read or decoded; the message names it
   */
  public static ModelEvaluation run(
      DataSet data,
      ImageDecoder decoder,
      Function<List<Image>, List<ImageDetections>> detector,
      int batch,
      Progress progress)
      throws IOException {
    return run(
        data.images(), data.labels(), decoder, detector, batch, (image, pixels) -> {}, progress);
  }

  /**
   * As {@link #run(DataSet, ImageDecoder, Function, int, Progress)}, for any annotated images.
   *
   * @param labels of the model
   * @param onDecoded hears of every image before it is detected
   */
  public static ModelEvaluation run(
      List<AnnotatedImage> images,
      List<String> labels,
      ImageDecoder decoder,
      Function<List<Image>, List<ImageDetections>> detector,
      int batch,
      BiConsumer<AnnotatedImage, Image> onDecoded,
      Progress progress)
      throws IOException {
    if (batch < 1) {
      throw new IllegalArgumentException("batch is " + batch + "; it must be at least 1");
    }
    List<ScoredBox> boxes = new ArrayList<>();
    StageTimes times = new StageTimes();
    for (int from = 0; from < images.size(); from += batch) {
      List<AnnotatedImage> part = images.subList(from, Math.min(images.size(), from + batch));
      List<Image> pixels = new ArrayList<>(part.size());
      long start = System.nanoTime();
      for (AnnotatedImage image : part) {
        pixels.add(DecodedImages.read(image, decoder));
      }
      long decodeNanos = (System.nanoTime() - start) / part.size();
      for (int i = 0; i < part.size(); i++) {
        onDecoded.accept(part.get(i), pixels.get(i));
      }
      List<ImageDetections> found = detector.apply(pixels);
      for (int i = 0; i < part.size(); i++) {
        for (Detection d : found.get(i).detections()) {
          boxes.add(new ScoredBox(part.get(i).id(), d.classId(), d.score(), d.box()));
        }
        times.add(decodeNanos, found.get(i).timings());
        progress.step();
      }
    }
    EvaluationReport report = VocEvaluator.evaluate(images, boxes, labels);
    return new ModelEvaluation(report, times, boxes);
  }
}
