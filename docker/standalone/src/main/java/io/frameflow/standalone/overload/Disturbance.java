package io.frameflow.standalone.overload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The time around a breakdown of the task in which no policy can keep its promise: nothing is
 * detected at all, and what was not committed is done again.
 *
 * @param from before this, every record was committed in time
 * @param killedAt when the task broke down
 * @param to from then on the job was current again
 */
record Disturbance(Instant from, Instant killedAt, Instant to) {

  /**
   * Finds it in what was booked.
   *
   * @param checkpoint longest time between two checkpoints
   * @param bound the policy's, of the lag
   */
  static Disturbance of(
      Instant killedAt,
      Duration checkpoint,
      Duration bound,
      List<BookedFrame> booked,
      RecordTimes times) {
    Optional<Instant> current =
        booked.stream()
            .filter(BookedFrame::detected)
            .filter(frame -> frame.at().isAfter(killedAt))
            .filter(frame -> times.lag(frame).compareTo(bound) <= 0)
            .map(BookedFrame::at)
            .min(Instant::compareTo);
    return new Disturbance(
        killedAt.minus(checkpoint).minus(bound), killedAt, current.orElse(Instant.MAX));
  }

  boolean covers(Instant recordedAt) {
    return recordedAt.isAfter(from) && recordedAt.isBefore(to);
  }

  Duration recovery() {
    return to.equals(Instant.MAX) ? Duration.ofDays(1) : Duration.between(killedAt, to);
  }
}
