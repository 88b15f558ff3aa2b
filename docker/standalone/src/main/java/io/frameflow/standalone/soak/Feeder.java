package io.frameflow.standalone.soak;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.connectors.push.FramePublisher;
import io.frameflow.detector.models.ModelManifest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Pushes frames of a few cameras, as many as it is told to. */
final class Feeder implements AutoCloseable {
  private static final List<String> CAMERAS = List.of("north", "east", "south", "west");
  private static final int PICTURES = 32;

  private final FramePublisher publisher;
  private final List<byte[]> pictures;
  private final ModelManifest.Input size;
  private final String session = UUID.randomUUID().toString();
  private long pushed;

  private Feeder(FramePublisher publisher, ModelManifest.Input size) {
    this.publisher = publisher;
    this.size = size;
    this.pictures = Pictures.of(size.longSide(), size.shortSide(), PICTURES);
  }

  /** A feeder of pictures as large as the model's input. */
  static Feeder open(KafkaAccess access, ModelManifest.Input size) {
    return new Feeder(FramePublisher.connect(access), size);
  }

  /** Pushes some more; returns when Kafka has accepted them. */
  void push(long count) throws IOException {
    for (long i = 0; i < count; i++) {
      byte[] jpeg = pictures.get((int) (pushed % pictures.size()));
      publisher.publish(
          CAMERAS.get((int) (pushed % CAMERAS.size())),
          session,
          pushed / CAMERAS.size(),
          CapturedFrame.unlabelled(jpeg, Instant.now(), size.longSide(), size.shortSide()));
      pushed++;
    }
    publisher.flush();
  }

  /** Frames pushed so far. */
  long pushed() {
    return pushed;
  }

  @Override
  public void close() {
    publisher.close();
  }
}
