package io.frameflow.standalone.overload;

import java.util.Locale;

/**
 * A camera's part in the load.
 *
 * @param in frames that it sent
 * @param detected frames of it that were detected
 * @param share frames that are its max-min fair part of all that were detected, or fewer where it
 *     has one place to wait
 */
record CameraRow(String camera, long in, long detected, double share) {
  static final String HEAD =
      String.format("%-10s %10s %10s %12s", "camera", "in", "detected", "fair share");

  /** A tenth for bursts and ends, and a few frames where numbers are small. */
  private static final double LEAST_PART = .9;

  private static final int A_FEW = 5;

  boolean fair() {
    return detected >= LEAST_PART * share - A_FEW;
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "%-10s %,10d %,10d %,12.0f%s",
        camera,
        in,
        detected,
        share,
        fair() ? "" : "  less than its share");
  }
}
