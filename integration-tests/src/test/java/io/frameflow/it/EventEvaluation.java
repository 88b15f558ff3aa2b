package io.frameflow.it;

import io.frameflow.detector.boxes.Box;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.ScoredBox;
import io.frameflow.train.evaluation.VocEvaluator;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Evaluates detections that were read from Kafka. */
final class EventEvaluation {

  private EventEvaluation() {}

  /** mAP at IoU .5 (area) of a camera's events against the truth that it published itself. */
  static double map50(Published published, String cameraId, List<String> labels) {
    List<AnnotatedImage> truth =
        published.labels().stream()
            .filter(l -> l.getCameraId().equals(cameraId))
            .map(l -> annotated(l, labels))
            .toList();
    List<ScoredBox> found =
        published.events().stream()
            .filter(e -> e.getCameraId().equals(cameraId))
            .flatMap(e -> scored(e, Long.toString(e.getSequence())))
            .toList();
    return VocEvaluator.evaluate(truth, found, labels).map50();
  }

  /** The detections of one event under the given image id. */
  static Stream<ScoredBox> scored(FrameDetections event, String imageId) {
    return event.getDetections().stream()
        .map(
            d ->
                new ScoredBox(
                    imageId,
                    d.getClassId(),
                    d.getScore(),
                    new Box(
                        d.getBox().getX1(),
                        d.getBox().getY1(),
                        d.getBox().getX2(),
                        d.getBox().getY2())));
  }

  private static AnnotatedImage annotated(FrameLabels l, List<String> labels) {
    List<GroundTruth> objects =
        l.getObjects().stream()
            .map(
                o ->
                    new GroundTruth(
                        o.getLabel(),
                        labels.indexOf(o.getLabel()) + 1,
                        new Box(o.getX1(), o.getY1(), o.getX2(), o.getY2()),
                        o.getDifficult()))
            .toList();
    String id = Long.toString(l.getSequence());
    return new AnnotatedImage(id, Path.of(id), l.getImageWidth(), l.getImageHeight(), objects);
  }
}
