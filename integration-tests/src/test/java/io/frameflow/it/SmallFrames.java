package io.frameflow.it;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.connectors.push.FramePublisher;
import io.frameflow.connectors.simulation.SimulatedCamera;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Pushes the same small street again and again, of two cameras by turns, for a real model. */
final class SmallFrames implements AutoCloseable {

  private static final List<String> CAMERAS = List.of("north", "south");
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  private final FramePublisher publisher;
  private final byte[] picture;
  private long pushed;

  SmallFrames(KafkaAccess access) {
    this.publisher = FramePublisher.connect(access);
    try (SimulatedCamera camera = new SimulatedCamera("small", 7, WIDTH, HEIGHT, 2, 1)) {
      this.picture = camera.next().orElseThrow().jpeg();
    }
  }

  /** Returns when Kafka has accepted all of them. */
  void push(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      publisher.publish(
          CAMERAS.get((int) (pushed % CAMERAS.size())),
          "session",
          pushed / CAMERAS.size(),
          CapturedFrame.unlabelled(picture, Instant.now(), WIDTH, HEIGHT));
      pushed++;
    }
    publisher.flush();
  }

  long pushed() {
    return pushed;
  }

  @Override
  public void close() {
    publisher.close();
  }
}
