package io.frameflow.standalone.demo;

import io.frameflow.detector.boxes.Box;
import io.frameflow.schemas.Detection;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.LabelledObject;
import io.frameflow.schemas.Outcome;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.ScoredBox;
import io.frameflow.train.evaluation.VocEvaluator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mean average precision of the running pipeline: joins each frame's truth with its detections and
 * evaluates the newest joined frames. Dropped frames count as frames in which nothing was found.
 */
final class LiveMap {

  private final List<String> labels;
  private final int capacity;
  private final Map<FrameKey, FrameLabels> truths = new LinkedHashMap<>();
  private final Map<FrameKey, FrameDetections> events = new LinkedHashMap<>();
  private final Map<FrameKey, Joined> joined;

  private record Joined(AnnotatedImage truth, List<ScoredBox> detections) {}

  /**
   * @param labels the model's class names, ids from 1
   * @param capacity how many of the newest frames count
   */
  LiveMap(List<String> labels, int capacity) {
    this.labels = List.copyOf(labels);
    this.capacity = capacity;
    this.joined = bounded(capacity);
  }

  synchronized void add(FrameLabels truth) {
    FrameKey key = new FrameKey(truth.getCameraId(), truth.getSessionId(), truth.getSequence());
    truths.put(key, truth);
    join(key);
  }

  synchronized void add(FrameDetections event) {
    FrameKey key = new FrameKey(event.getCameraId(), event.getSessionId(), event.getSequence());
    events.put(key, event);
    join(key);
  }

  /** mAP at IoU .5 by area; NaN when no frame has both truth and event. */
  double map50() {
    List<Joined> frames;
    synchronized (this) {
      frames = new ArrayList<>(joined.values());
    }
    if (frames.isEmpty()) {
      return Double.NaN;
    }
    List<AnnotatedImage> truth = frames.stream().map(Joined::truth).toList();
    List<ScoredBox> detections = frames.stream().flatMap(f -> f.detections().stream()).toList();
    return VocEvaluator.evaluate(truth, detections, labels).map50();
  }

  private void join(FrameKey key) {
    if (truths.containsKey(key) && events.containsKey(key)) {
      FrameLabels truth = truths.remove(key);
      FrameDetections event = events.remove(key);
      joined.put(key, new Joined(annotated(key, truth), scored(key, event)));
    }
    // Frames of cameras without truth never join: forget the oldest.
    trim(truths);
    trim(events);
  }

  private <V> void trim(Map<FrameKey, V> waiting) {
    while (waiting.size() > capacity) {
      waiting.remove(waiting.keySet().iterator().next());
    }
  }

  private AnnotatedImage annotated(FrameKey key, FrameLabels truth) {
    List<GroundTruth> objects = new ArrayList<>();
    for (LabelledObject o : truth.getObjects()) {
      Box box = new Box(o.getX1(), o.getY1(), o.getX2(), o.getY2());
      // A label that the model does not know has no class id and cannot be asked of it.
      int classId = labels.indexOf(o.getLabel()) + 1;
      if (classId > 0) {
        objects.add(new GroundTruth(o.getLabel(), classId, box, o.getDifficult()));
      }
    }
    return new AnnotatedImage(
        key.imageId(),
        Path.of(key.imageId()),
        truth.getImageWidth(),
        truth.getImageHeight(),
        objects);
  }

  private static List<ScoredBox> scored(FrameKey key, FrameDetections event) {
    List<ScoredBox> boxes = new ArrayList<>();
    if (event.getOutcome() == Outcome.DETECTED) {
      for (Detection d : event.getDetections()) {
        var b = d.getBox();
        boxes.add(
            new ScoredBox(
                key.imageId(),
                d.getClassId(),
                d.getScore(),
                new Box(b.getX1(), b.getY1(), b.getX2(), b.getY2())));
      }
    }
    return boxes;
  }

  private static <V> Map<FrameKey, V> bounded(int capacity) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<FrameKey, V> eldest) {
        return size() > capacity;
      }
    };
  }
}
