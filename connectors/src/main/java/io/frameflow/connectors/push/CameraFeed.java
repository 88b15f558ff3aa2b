package io.frameflow.connectors.push;

import io.frameflow.connectors.cameras.Camera;
import io.frameflow.connectors.cameras.CapturedFrame;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One camera's way into Kafka: one session, its frames numbered without gaps. */
final class CameraFeed {

  private final Camera camera;
  private final FramePublisher publisher;
  private final PushOptions options;
  private final String sessionId = UUID.randomUUID().toString();
  private final AtomicLong thinnedOut = new AtomicLong();

  CameraFeed(Camera camera, FramePublisher publisher, PushOptions options) {
    this.camera = camera;
    this.publisher = publisher;
    this.options = options;
  }

  String cameraId() {
    return camera.id();
  }

  String sessionId() {
    return sessionId;
  }

  /** Frames of a live camera that came faster than the wanted rate. */
  long thinnedOut() {
    return thinnedOut.get();
  }

  /** Pushes until the camera ends, the limit is reached or the thread is interrupted. */
  void run() throws IOException {
    Pace pace = new Pace(rate(), System::nanoTime);
    long limit = options.limit().orElse(Long.MAX_VALUE);
    long sequence = 0;
    while (sequence < limit && (camera.live() || waitFor(pace))) {
      Optional<CapturedFrame> frame = camera.next();
      if (frame.isEmpty()) {
        return;
      }
      if (camera.live() && pace.nanosUntilDue() > 0) {
        thinnedOut.incrementAndGet();
        continue;
      }
      if (!publisher.publish(camera.id(), sessionId, sequence, frame.get())) {
        return;
      }
      sequence++;
      pace.sent();
    }
  }

  private double rate() {
    if (options.framesPerSecond().isPresent()) {
      return options.framesPerSecond().getAsDouble();
    }
    return camera.live() ? 0 : camera.framesPerSecond().orElse(PushOptions.DEFAULT_RATE);
  }

  private static boolean waitFor(Pace pace) {
    try {
      long nanos = pace.nanosUntilDue();
      if (nanos > 0) {
        TimeUnit.NANOSECONDS.sleep(nanos);
      }
      return !Thread.currentThread().isInterrupted();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
