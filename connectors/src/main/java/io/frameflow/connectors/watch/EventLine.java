package io.frameflow.connectors.watch;

import static io.frameflow.connectors.terminal.Printable.printable;

import io.frameflow.schemas.BoundingBox;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.Detection;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One event as one line for people: time of capture, camera, sequence, outcome, objects, latency.
 *
 * <p>{@code 12:04:05.123 cam-1 #42 detected car .93 [10 20 130 80] 85 ms}
 */
final class EventLine {

  private final DateTimeFormatter clock;

  EventLine(ZoneId zone) {
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
  }

  String of(FrameDetections event) {
    return "%s %s #%d %s %d ms"
        .formatted(
            clock.format(event.getCapturedAt()),
            printable(event.getCameraId()),
            event.getSequence(),
            outcome(event),
            millis(event.getCapturedAt(), event.getDetectedAt()));
  }

  private static String outcome(FrameDetections event) {
    if (event.getOutcome() == Outcome.DROPPED) {
      return "dropped (" + printable(String.valueOf(event.getDropReason())) + ")";
    }
    if (event.getOutcome() == Outcome.UNKNOWN) {
      return "unknown outcome (written by a newer version)";
    }
    if (event.getDetections().isEmpty()) {
      return "detected nothing";
    }
    return event.getDetections().stream()
        .map(EventLine::object)
        .collect(Collectors.joining(", ", "detected ", ""));
  }

  private static String object(Detection detection) {
    BoundingBox box = detection.getBox();
    return String.format(
        Locale.ROOT,
        "%s %s [%.0f %.0f %.0f %.0f]",
        printable(detection.getLabel()),
        score(detection.getScore()),
        box.getX1(),
        box.getY1(),
        box.getX2(),
        box.getY2());
  }

  /** Two digits, without the zero before the point that all of them share. */
  private static String score(float score) {
    String digits = String.format(Locale.ROOT, "%.2f", score);
    return digits.startsWith("0") ? digits.substring(1) : digits;
  }

  String of(DeadLetter letter) {
    return "%s %s %s-%d@%d dead letter %s: %s"
        .formatted(
            clock.format(letter.getFailedAt()),
            letter.getCameraId() == null ? "(no camera)" : printable(letter.getCameraId()),
            printable(letter.getTopic()),
            letter.getPartition(),
            letter.getOffset(),
            letter.getReason(),
            printable(letter.getMessage()));
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }
}
