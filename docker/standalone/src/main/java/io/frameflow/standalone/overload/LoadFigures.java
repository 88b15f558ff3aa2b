package io.frameflow.standalone.overload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of a load.
 *
 * @param capacity frames per second that the job can do
 * @param wantedPerSecond frames per second that the cameras were to send
 * @param framesPerSecond frames per second that Kafka accepted
 * @param cameras how many there were
 * @param end when the last frame was sent
 * @param killedAt when the task was made to break down
 * @param slowestBatch of the model, in the load
 * @param booked every frame of the load
 */
record LoadFigures(
    double capacity,
    double wantedPerSecond,
    double framesPerSecond,
    int cameras,
    Instant end,
    Optional<Instant> killedAt,
    Duration slowestBatch,
    List<BookedFrame> booked) {

  /** Frames detected per second of the load, also those that had to wait for its end. */
  double detectedPerSecond() {
    long detected = booked.stream().filter(BookedFrame::detected).count();
    return booked.isEmpty() ? 0 : detected * framesPerSecond / booked.size();
  }
}
