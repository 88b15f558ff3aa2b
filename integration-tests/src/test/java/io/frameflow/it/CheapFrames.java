package io.frameflow.it;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.connectors.push.FramePublisher;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Pushes pictures of one byte, of four cameras by turns; each seventh is broken. */
public final class CheapFrames implements AutoCloseable {

  private static final List<String> CAMERAS = List.of("north", "east", "south", "west");
  private static final byte WHOLE = 20;

  private final FramePublisher publisher;
  private long pushed;

  public CheapFrames(KafkaAccess access) {
    this.publisher = FramePublisher.connect(access);
  }

  /** Returns when Kafka has accepted all of them. */
  public void push(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      byte picture = pushed % 7 == 6 ? CheapModel.BROKEN : WHOLE;
      publisher.publish(
          CAMERAS.get((int) (pushed % CAMERAS.size())),
          "session",
          pushed / CAMERAS.size(),
          CapturedFrame.unlabelled(new byte[] {picture}, Instant.now(), 1, 1));
      pushed++;
    }
    publisher.flush();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
