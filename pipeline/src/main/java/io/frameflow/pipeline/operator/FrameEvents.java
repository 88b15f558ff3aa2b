package io.frameflow.pipeline.operator;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.boxes.Box;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceRecord;
import io.frameflow.pipeline.waiting.Drop;
import io.frameflow.schemas.BoundingBox;
import io.frameflow.schemas.Detection;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.ModelIdentity;
import io.frameflow.schemas.Outcome;
import io.frameflow.schemas.SourcePosition;
import io.frameflow.schemas.StageTimings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Detections as they are published. */
final class FrameEvents {
  private FrameEvents() {}

  /** The event of a frame that the model looked at. */
  static FrameDetections detected(FrameResult.Detected result, ModelIdentity model, Instant now) {
    Frame frame = result.frame().frame();
    SourceRecord record = result.frame().record();
    ImageDetections found = result.found();
    return FrameDetections.newBuilder()
        .setCameraId(frame.getCameraId())
        .setSessionId(frame.getSessionId())
        .setSequence(frame.getSequence())
        .setCapturedAt(frame.getCapturedAt())
        .setSource(new SourcePosition(record.topic(), record.partition(), record.offset()))
        .setModel(model)
        .setImageWidth(found.width())
        .setImageHeight(found.height())
        .setOutcome(Outcome.DETECTED)
        .setDetections(found.detections().stream().map(FrameEvents::detection).toList())
        .setTimings(timings(result))
        .setDetectedAt(now.truncatedTo(ChronoUnit.MICROS))
        .build();
  }

  /** The event of a frame that was given up before anybody looked at its picture. */
  static FrameDetections dropped(
      SourceFrame.Valid source, Drop why, long queueNanos, ModelIdentity model, Instant now) {
    Frame frame = source.frame();
    SourceRecord record = source.record();
    return FrameDetections.newBuilder()
        .setCameraId(frame.getCameraId())
        .setSessionId(frame.getSessionId())
        .setSequence(frame.getSequence())
        .setCapturedAt(frame.getCapturedAt())
        .setSource(new SourcePosition(record.topic(), record.partition(), record.offset()))
        .setModel(model)
        .setImageWidth(0)
        .setImageHeight(0)
        .setOutcome(Outcome.DROPPED)
        .setDropReason(why.text())
        .setDetections(List.of())
        .setTimings(new StageTimings(micros(queueNanos), 0L, 0L, 0L, 0L, 0))
        .setDetectedAt(now.truncatedTo(ChronoUnit.MICROS))
        .build();
  }

  private static Detection detection(io.frameflow.detector.Detection found) {
    List<Float> probabilities = new ArrayList<>(found.classProbabilities().length);
    for (float probability : found.classProbabilities()) {
      probabilities.add(probability);
    }
    Box box = found.box();
    return new Detection(
        found.label(),
        found.classId(),
        found.score(),
        probabilities,
        new BoundingBox(box.x1(), box.y1(), box.x2(), box.y2()));
  }

  private static StageTimings timings(FrameResult.Detected result) {
    return new StageTimings(
        micros(result.queueNanos()),
        micros(result.decodeNanos()),
        micros(result.proposalNanos()),
        micros(result.found().timings().networkNanos()),
        micros(result.found().timings().postprocessNanos()),
        result.batchSize());
  }

  private static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }
}
