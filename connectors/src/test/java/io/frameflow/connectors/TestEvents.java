package io.frameflow.connectors;

import io.frameflow.schemas.BoundingBox;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.Detection;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.ModelIdentity;
import io.frameflow.schemas.Outcome;
import io.frameflow.schemas.SourcePosition;
import io.frameflow.schemas.StageTimings;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records as the pipeline writes them; captured at noon, detected 85 ms later. */
public final class TestEvents {

  public static final Instant NOON = Instant.parse("2026-05-04T12:00:00.123456Z");

  private TestEvents() {}

  public static Frame frame(String camera, long sequence, byte[] jpeg) {
    return new Frame(camera, "session", sequence, NOON, ByteBuffer.wrap(jpeg));
  }

  public static FrameDetections detected(String camera, long sequence, Detection... detections) {
    return event(camera, sequence, Outcome.DETECTED, null, List.of(detections));
  }

  public static FrameDetections dropped(String camera, long sequence) {
    return event(camera, sequence, Outcome.DROPPED, "overload", List.of());
  }

  private static FrameDetections event(
      String camera, long sequence, Outcome outcome, String why, List<Detection> detections) {
    return new FrameDetections(
        camera,
        "session",
        sequence,
        NOON,
        new SourcePosition("frameflow.frames.v1", 2, 100 + sequence),
        new ModelIdentity("street", "7", "ab".repeat(32)),
        640,
        480,
        outcome,
        why,
        detections,
        new StageTimings(1L, 2L, 3L, 4L, 5L, 6),
        NOON.plusMillis(85));
  }

  public static Detection detection(
      String label, float score, float x1, float y1, float x2, float y2) {
    return new Detection(
        label, 3, score, List.of(1 - score, score), new BoundingBox(x1, y1, x2, y2));
  }

  public static DeadLetter deadLetter(String camera, String message) {
    return new DeadLetter(
        camera,
        "frameflow.frames.v1",
        1,
        17L,
        NOON,
        NOON.plusMillis(5),
        DeadLetterReason.CORRUPT_IMAGE,
        message,
        Map.of("trace", ByteBuffer.wrap(new byte[] {1, 2, 3})),
        null);
  }
}
