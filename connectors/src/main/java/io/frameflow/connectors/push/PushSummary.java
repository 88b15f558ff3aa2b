package io.frameflow.connectors.push;

import java.time.Duration;
import java.util.Locale;

/**
 * What a push came to.
 *
 * @param frames frames that Kafka acknowledged
 * @param cameras cameras that took part
 * @param bytes JPEG bytes of those frames
 * @param thinnedOut frames of live cameras that were left out to keep the wanted rate
 * @param elapsed from the start to the end, or to now
 */
public record PushSummary(long frames, int cameras, long bytes, long thinnedOut, Duration elapsed) {

  /** {@code pushed 377 frames of 1 camera, 5009953 bytes, in 30.2 s (12.5 frames/s)}. */
  @Override
  public String toString() {
    double seconds = elapsed.toNanos() / 1e9;
    String line =
        String.format(
            Locale.ROOT,
            "pushed %d %s of %d %s, %d bytes, in %.1f s (%.1f frames/s)",
            frames,
            frames == 1 ? "frame" : "frames",
            cameras,
            cameras == 1 ? "camera" : "cameras",
            bytes,
            seconds,
            seconds == 0 ? 0 : frames / seconds);
    return thinnedOut == 0 ? line : line + ", " + thinnedOut + " left out to keep the rate";
  }
}
