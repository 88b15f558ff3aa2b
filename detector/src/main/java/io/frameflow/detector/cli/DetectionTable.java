package io.frameflow.detector.cli;

import io.frameflow.detector.Detection;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.Timings;
import io.frameflow.detector.boxes.Box;
import java.nio.file.Path;
import java.util.Locale;

/** Detections for people to read, one line each. */
final class DetectionTable {

  private DetectionTable() {}

  static String render(Path file, ImageDetections found) {
    Timings timings = found.timings();
    int count = found.detections().size();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s  %dx%d  %d %s  (proposals %.1f ms, network %.1f ms, boxes %.1f ms)%n",
            file,
            found.width(),
            found.height(),
            count,
            count == 1 ? "object" : "objects",
            timings.proposalNanos() / 1e6,
            timings.networkNanos() / 1e6,
            timings.postprocessNanos() / 1e6));
    int labelWidth =
        found.detections().stream().mapToInt(it -> it.label().length()).reduce(5, Math::max);
    if (count > 0) {
      String header = "  %-" + labelWidth + "s  %5s  %7s  %7s  %7s  %7s%n";
      text.append(String.format(header, "label", "score", "x1", "y1", "x2", "y2"));
    }
    String row = "  %-" + labelWidth + "s  %5.3f  %7.1f  %7.1f  %7.1f  %7.1f%n";
    for (Detection it : found.detections()) {
      Box box = it.box();
      text.append(
          String.format(
              Locale.ROOT, row, it.label(), it.score(), box.x1(), box.y1(), box.x2(), box.y2()));
    }
    return text.toString();
  }
}
