package io.frameflow.detector.proposals.video;

import java.time.Duration;

/**
 * What counts as unchanged, and for how long it is believed.
 *
 * @param noise grey levels (0..255) by which a pixel of the reduced image may differ and be
 *     unchanged: above the noise of sensor and compression
 * @param blockLimit sum of what exceeds the noise over a block of 8x8 pixels and three planes,
 *     above which the block has changed
 * @param mostChanged part of the blocks, 0..1, beyond which all windows are scored: from there on
 *     that is as fast, and after a cut nothing of the last frame holds
 * @param mostFrames all windows are scored at least in every frame of this number: what stays below
 *     the noise is proposed after so many frames at the latest
 * @param longest and at least in the first frame captured this long after the last such frame
 */
public record ReuseSettings(
    int noise, int blockLimit, float mostChanged, int mostFrames, Duration longest) {

  /**
   * @throws IllegalArgumentException naming the setting that is out of range
   */
  public ReuseSettings {
    require(noise >= 0, "noise must be at least 0, but is " + noise);
    require(blockLimit >= 0, "blockLimit must be at least 0, but is " + blockLimit);
    require(
        mostChanged >= 0 && mostChanged <= 1,
        "mostChanged must be from 0 to 1, but is " + mostChanged);
    require(mostFrames >= 1, "mostFrames must be at least 1, but is " + mostFrames);
    require(!longest.isNegative(), "longest must not be negative, but is " + longest);
  }

  /** For cameras of 5 to 30 frames a second: the longest delay is one second or 15 frames. */
  public static ReuseSettings defaults() {
    return new ReuseSettings(6, 48, .6f, 15, Duration.ofSeconds(1));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("reuse of proposals: " + message);
    }
  }
}
