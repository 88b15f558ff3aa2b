package io.frameflow.connectors.page;

import java.util.List;
import java.util.Map;

/**
 * What the page shows at one moment; its JSON is the answer of {@code /api/state}.
 *
 * @param version rises with every change
 * @param problem why nothing comes in at the moment, or null
 * @param links further pages by their names, such as the Flink dashboard
 * @param model name and version of the model that made the newest event, or null
 * @param totals sums over all cameras since the page started
 * @param cameras in the order of their names
 */
record PageView(
    long version,
    String problem,
    Map<String, String> links,
    String model,
    Totals totals,
    List<CameraView> cameras) {

  /**
   * @param deadLetters also those whose camera is unknown
   * @param unshownCameras cameras beyond the number that the page keeps
   */
  record Totals(
      long frames,
      long detected,
      long dropped,
      long deadLetters,
      long objects,
      double framesPerSecond,
      long unshownCameras) {}

  /**
   * @param frame number of the picture to show, for {@code /frames/ID.jpg?frame=N}; 0 is none yet
   * @param annotated false when no detections have come for this picture, for example because no
   *     detector is running
   * @param width of the picture that the boxes refer to, pixels; 0 where unknown
   * @param framesPerSecond events over the last seconds
   * @param latencyMs from capture to detection, of the newest event, milliseconds; likewise the
   *     percentiles, over the newest events
   * @param latencies the newest ones, oldest first, milliseconds
   */
  record CameraView(
      String id,
      long frame,
      boolean annotated,
      int width,
      int height,
      List<ObjectView> objects,
      double framesPerSecond,
      long frames,
      long detected,
      long dropped,
      long deadLetters,
      long latencyMs,
      long latencyMsP50,
      long latencyMsP99,
      List<Long> latencies) {}

  /**
   * @param box x1, y1, x2, y2 in pixels of the picture
   */
  record ObjectView(String label, float score, List<Float> box) {}
}
