package io.frameflow.pipeline.analytics;

import io.frameflow.schemas.BoundingBox;
import io.frameflow.schemas.Detection;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.ModelIdentity;
import io.frameflow.schemas.Outcome;
import io.frameflow.schemas.SourcePosition;
import io.frameflow.schemas.StageTimings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Detections of frames, made up. */
final class Detected {
  private Detected() {}

  /** A frame in which the detector found these labels, a second after it was taken. */
  static FrameDetections frame(String camera, Instant capturedAt, String... labels) {
    return event(camera, capturedAt, Outcome.DETECTED, labels);
  }

  static FrameDetections dropped(String camera, Instant capturedAt) {
    return event(camera, capturedAt, Outcome.DROPPED);
  }

  private static FrameDetections event(
      String camera, Instant capturedAt, Outcome outcome, String... labels) {
    List<Detection> detections =
        Arrays.stream(labels)
            .map(
                label ->
                    new Detection(
                        label, 1, 0.9f, List.of(0.1f, 0.9f), new BoundingBox(0f, 0f, 1f, 1f)))
            .toList();
    return FrameDetections.newBuilder()
        .setCameraId(camera)
        .setSessionId("s")
        .setSequence(0)
        .setCapturedAt(capturedAt)
        .setSource(new SourcePosition("frameflow.frames.v1", 0, 0L))
        .setModel(new ModelIdentity("m", "1", "0"))
        .setImageWidth(640)
        .setImageHeight(480)
        .setOutcome(outcome)
        .setDropReason(outcome == Outcome.DROPPED ? "queue full" : null)
        .setDetections(detections)
        .setTimings(new StageTimings(0L, 0L, 0L, 0L, 0L, 1))
        .setDetectedAt(capturedAt.plusSeconds(1))
        .build();
  }
}
