package io.frameflow.bench.growth.tables;

import io.frameflow.bench.growth.load.CameraTurn;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How evenly cameras that send alike were served over all turns, and how late.
 *
 * @param least frames of the camera that was served least, as a part of an equal share
 * @param most the same of the one that was served most
 * @param median latency, milliseconds
 * @param late latency that one frame in a hundred exceeds, milliseconds
 */
record CameraFigures(double least, double most, double median, double late) {

  private static final double LATE = .99;

  static CameraFigures of(List<CameraTurn> turns) {
    Map<String, Long> byCamera = new HashMap<>();
    turns.forEach(
        turn ->
            turn.byCamera().forEach((camera, frames) -> byCamera.merge(camera, frames, Long::sum)));
    double share = byCamera.values().stream().mapToLong(frames -> frames).average().orElse(0);
    double[] latencies =
        turns.stream()
            .flatMap(turn -> turn.latencies().stream())
            .mapToDouble(latency -> latency)
            .sorted()
            .toArray();
    return new CameraFigures(
        byCamera.values().stream().mapToLong(frames -> frames).min().orElse(0) / share,
        byCamera.values().stream().mapToLong(frames -> frames).max().orElse(0) / share,
        quantile(latencies, .5),
        quantile(latencies, LATE));
  }

  /** The smallest latency that so many frames do not exceed. */
  private static double quantile(double[] sorted, double p) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.max(0, Math.ceil(p * sorted.length) - 1)];
  }

  /** As columns. */
  Map<String, Double> details(double ofBare) {
    Map<String, Double> details = new LinkedHashMap<>();
    details.put("of bare", ofBare);
    details.put("least served", least);
    details.put("most served", most);
    details.put("p50 ms", median);
    details.put("p99 ms", late);
    return details;
  }
}
