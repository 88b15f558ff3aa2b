package io.frameflow.pipeline.analytics;

import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.Detection;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What is counted in one window of one camera. */
final class WindowTally {
  private WindowTally() {}

  /** A window that begins at {@code startMillis} of the epoch and holds no frame yet. */
  static CameraActivity empty(String cameraId, long startMillis, Duration length) {
    Instant start = Instant.ofEpochMilli(startMillis);
    return new CameraActivity(
        cameraId, start, start.plus(length), 0L, 0L, new TreeMap<>(), new TreeMap<>());
  }

  /** The window with one frame more. */
  static CameraActivity add(CameraActivity window, FrameDetections frame) {
    Map<String, Long> inFrame = new TreeMap<>();
    for (Detection detection : frame.getDetections()) {
      inFrame.merge(detection.getLabel(), 1L, Long::sum);
    }
    Map<String, Long> total = new TreeMap<>(window.getDetectionsPerClass());
    Map<String, Long> most = new TreeMap<>(window.getMaxPerFrame());
    inFrame.forEach(
        (label, count) -> {
          total.merge(label, count, Long::sum);
          most.merge(label, count, Math::max);
        });
    long dropped = frame.getOutcome() == Outcome.DROPPED ? 1 : 0;
    return new CameraActivity(
        window.getCameraId(),
        window.getWindowStart(),
        window.getWindowEnd(),
        window.getFrames() + 1,
        window.getDropped() + dropped,
        total,
        most);
  }
}
