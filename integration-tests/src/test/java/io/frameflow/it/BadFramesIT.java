package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.simulation.SimulatedCamera;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.topics.Topics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What cannot be detected on becomes a dead letter with its reason; its neighbours pass. */
class BadFramesIT {

  /** Records on one partition, in order: what was sent, and the reason expected, if any. */
  private static final Map<Long, DeadLetterReason> EXPECTED = new LinkedHashMap<>();

  private static PipelineUnderTest pipeline;
  private static Published published;
  private static long goodFrames;

  private static KafkaProducer<String, byte[]> producer;
  private static AvroSerde<Frame> frames;
  private static String topic;

  @BeforeAll
  static void pushGoodAndBadFrames() throws Exception {
    pipeline = PipelineUnderTest.start();
    KafkaAccess access = pipeline.access();
    topic = access.nameOf(Topics.FRAMES);
    frames = AvroSerde.of(Frame.class, access.registry());
    DetectionJob job =
        PipelineUnderTest.run(pipeline.options(PipelineUnderTest.defaultModel()).build());
    byte[] good;
    try (SimulatedCamera camera = new SimulatedCamera("x", 99, 640, 480, 10, 1)) {
      good = camera.next().orElseThrow().jpeg();
    }
    byte[] scanless = Arrays.copyOf(good, good.length / 2);
    try (KafkaProducer<String, byte[]> open =
        new KafkaProducer<>(
            access.clientConfig(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
      producer = open;
      send("cam", frame("cam", good), null);
      send("cam", frame("cam", scanless), DeadLetterReason.CORRUPT_IMAGE);
      send("cam", frame("cam", good), null);
      send("cam", frame("cam", new byte[0]), DeadLetterReason.EMPTY_IMAGE);
      send("cam", frame("cam", png()), DeadLetterReason.UNSUPPORTED_FORMAT);
      send("cam", frame("cam", claiming(good, 20_000)), DeadLetterReason.IMAGE_TOO_LARGE);
      send("cam", frame("cam", good), null);
      send("cam", new byte[] {1, 2, 3}, DeadLetterReason.SCHEMA);
      send("cam", unknownSchema(frame("cam", good)), DeadLetterReason.SCHEMA);
      send("cam", null, DeadLetterReason.SCHEMA);
      send("cam", frame("../etc", good), DeadLetterReason.INVALID_CAMERA_ID);
      send("other", frame("cam", good), DeadLetterReason.INVALID_CAMERA_ID);
      send("cam", frame("cam", good), null);
    }
    published = Published.read(access, EXPECTED.size());
    job.cancel();
  }

  @AfterAll
  static void stop() throws Exception {
    frames.close();
    pipeline.close();
  }

  @Test
  void everyRecordEndsAsExactlyOneOfTheTwo() {
    assertThat(published.events()).hasSize((int) goodFrames);
    assertThat(published.deadLetters()).hasSize((int) (EXPECTED.size() - goodFrames));
  }

  @Test
  void deadLettersNameTheirReasonAndPlace() {
    Map<Long, DeadLetterReason> reasons =
        published.deadLetters().stream()
            .collect(Collectors.toMap(DeadLetter::getOffset, DeadLetter::getReason));
    Map<Long, DeadLetterReason> expected = new LinkedHashMap<>(EXPECTED);
    expected.values().removeIf(reason -> reason == DeadLetterReason.UNKNOWN);
    assertThat(reasons).containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(published.deadLetters())
        .allSatisfy(
            letter -> {
              assertThat(letter.getTopic()).isEqualTo(topic);
              assertThat(letter.getMessage()).isNotBlank().doesNotContain("\n");
              assertThat(letter.getFailedAt()).isNotNull();
            });
  }

  @Test
  void theNeighboursOfABrokenFrameAreDetectedOnAsIfAlone() {
    assertThat(published.events()).extracting(FrameDetections::getDetections).isNotEmpty();
    var first = published.events().get(0).getDetections();
    assertThat(first).isNotEmpty();
    assertThat(published.events())
        .allSatisfy(
            e -> {
              assertThat(e.getDetections()).hasSameSizeAs(first);
              assertThat(e.getDetections().get(0).getLabel()).isEqualTo(first.get(0).getLabel());
            });
  }

  private static void send(String key, byte[] value, DeadLetterReason reason) throws Exception {
    long offset = producer.send(new ProducerRecord<>(topic, 0, key, value)).get().offset();
    if (reason == null) {
      goodFrames++;
    }
    EXPECTED.put(offset, reason == null ? DeadLetterReason.UNKNOWN : reason);
  }

  private static byte[] frame(String cameraId, byte[] jpeg) {
    Frame frame =
        Frame.newBuilder()
            .setCameraId(cameraId)
            .setSessionId("session")
            .setSequence(EXPECTED.size())
            .setCapturedAt(Instant.now())
            .setJpeg(ByteBuffer.wrap(jpeg))
            .build();
    return frames.serializer().serialize(topic, frame);
  }

  private static byte[] unknownSchema(byte[] record) {
    return ByteBuffer.wrap(record.clone()).putInt(1, 987_654).array();
  }

  private static byte[] png() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  /** The same JPEG with another size in its start-of-frame segment. */
  private static byte[] claiming(byte[] jpeg, int size) {
    byte[] bomb = jpeg.clone();
    for (int i = 2; i + 9 < bomb.length; ) {
      int marker = bomb[i + 1] & 0xff;
      if (marker == 0xc0 || marker == 0xc2) {
        ByteBuffer.wrap(bomb).putShort(i + 5, (short) size).putShort(i + 7, (short) size);
        return bomb;
      }
      i += 2 + ByteBuffer.wrap(bomb).getShort(i + 2);
    }
    throw new AssertionError("no start of frame in the test's JPEG");
  }
}
