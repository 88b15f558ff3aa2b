package io.frameflow.bench.growth.load;

import io.frameflow.standalone.overload.BookedFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the frames of some cameras while all of them sent, without the first quarter, in
 * which the job wakes up.
 *
 * @param seconds that were looked at
 * @param byCamera frames that were detected in them, also of a camera that has none
 * @param latencies of these frames, milliseconds from the camera to the record
 */
public record CameraTurn(double seconds, Map<String, Long> byCamera, List<Double> latencies) {

  private static final int WAKING = 4;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  public CameraTurn {
    byCamera = Map.copyOf(byCamera);
    latencies = List.copyOf(latencies);
  }

  static CameraTurn of(List<String> cameras, List<BookedFrame> booked, Instant start, Instant end) {
    Duration length = Duration.between(start, end);
    Instant from = start.plus(length.dividedBy(WAKING));
    Map<String, Long> byCamera = new HashMap<>();
    cameras.forEach(camera -> byCamera.put(camera, 0L));
    List<Double> latencies = new ArrayList<>();
    for (BookedFrame frame : booked) {
      if (frame.detected() && !frame.at().isBefore(from) && frame.at().isBefore(end)) {
        byCamera.merge(frame.camera(), 1L, Long::sum);
        latencies.add(Duration.between(frame.capturedAt(), frame.at()).toNanos() / NANOS_PER_MILLI);
      }
    }
    return new CameraTurn(
        Duration.between(from, end).toNanos() / NANOS_PER_SECOND, byCamera, latencies);
  }

  /** Detected frames of all cameras. */
  public double framesPerSecond() {
    return latencies.size() / seconds;
  }
}
