package io.frameflow.standalone.chaos;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a few cameras send by turns: frames, and a broken record now and then. */
final class CameraRecords implements AutoCloseable {

  /** One record in so many is broken. */
  private static final int BROKEN = 9;

  private final AvroSerde<Frame> serde;
  private final String topic;
  private final FramePictures pictures;
  private final Random random;
  private final List<String> cameras = new ArrayList<>();
  private final String session = UUID.randomUUID().toString();

  CameraRecords(KafkaAccess access, long seed, int cameraCount) {
    serde = Topics.FRAMES.valueSerde(access.registry());
    topic = access.nameOf(Topics.FRAMES);
    pictures = new FramePictures(seed);
    random = new Random(seed);
    for (int i = 1; i <= cameraCount; i++) {
      cameras.add("cam-" + i);
    }
  }

  /**
   * The next record.
   *
   * @param number of the record, from 0
   * @param capturedAt what the camera's clock shows
   */
  ProducerRecord<String, byte[]> record(long number, Instant capturedAt) {
    String camera = cameras.get((int) (number % cameras.size()));
    long sequence = number / cameras.size();
    if (random.nextInt(BROKEN) != 0) {
      return new ProducerRecord<>(
          topic, camera, frame(camera, sequence, capturedAt, pictures.picture(sequence)));
    }
    return switch (random.nextInt(4)) {
      case 0 -> new ProducerRecord<>(topic, camera, null);
      case 1 ->
          new ProducerRecord<>(
              topic, camera, "no wire format at all".getBytes(StandardCharsets.UTF_8));
      case 2 -> // The key names another camera than the frame.
          new ProducerRecord<>(
              topic,
              camera,
              frame("../" + camera, sequence, capturedAt, pictures.picture(sequence)));
      default ->
          new ProducerRecord<>(
              topic, camera, frame(camera, sequence, capturedAt, pictures.broken(random)));
    };
  }

  private byte[] frame(String camera, long sequence, Instant capturedAt, byte[] jpeg) {
    Frame frame =
        Frame.newBuilder()
            .setCameraId(camera)
            .setSessionId(session)
            .setSequence(sequence)
            .setCapturedAt(capturedAt)
            .setJpeg(ByteBuffer.wrap(jpeg))
            .build();
    return serde.serializer().serialize(topic, frame);
  }

  @Override
  public void close() {
    serde.close();
  }
}
