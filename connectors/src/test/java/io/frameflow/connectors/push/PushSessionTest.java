package io.frameflow.connectors.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.frameflow.connectors.TestImages;
import io.frameflow.connectors.cameras.Camera;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.LabelledObject;
import io.frameflow.schemas.serdes.AvroSerde;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PushSessionTest {

  private static final String FRAMES = "test.frames.v1";
  private static final String LABELS = "test.labels.v1";

  private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final AvroSerde<Frame> frames = AvroSerde.over(Frame.class, registry, true, "mock");
  private final AvroSerde<FrameLabels> labels =
      AvroSerde.over(FrameLabels.class, registry, true, "mock");
  private final PushOptions fast = PushOptions.defaults(note -> {}).withRate(0);

  private MockProducer<String, byte[]> producer(boolean acknowledges) {
    return new MockProducer<>(
        acknowledges, null, new StringSerializer(), new ByteArraySerializer());
  }

  private FramePublisher publisher(MockProducer<String, byte[]> producer) {
    return new FramePublisher(producer, frames, labels, "test");
  }

  @Test
  void everyCameraIsOneSessionNumberedWithoutGaps() throws Exception {
    MockProducer<String, byte[]> producer = producer(true);
    PushSession session =
        PushSession.start(
            publisher(producer), List.of(new Counting("a", 5), new Counting("b", 3)), fast);
    assertThat(session.await(Duration.ofSeconds(20))).isTrue();
    PushSummary summary = session.finish();
    session.close();

    for (String camera : List.of("a", "b")) {
      List<Frame> sent = sent(producer, camera);
      assertThat(sent)
          .extracting(Frame::getSequence)
          .containsExactlyElementsOf(
              LongStream.range(0, camera.equals("a") ? 5 : 3).boxed().toList());
      assertThat(sent)
          .allMatch(frame -> frame.getSessionId().equals(session.sessionIds().get(camera)));
      assertThat(sent).allMatch(frame -> frame.getCameraId().equals(camera));
    }
    assertThat(session.sessionIds().get("a")).isNotEqualTo(session.sessionIds().get("b"));
    assertThat(summary.frames()).isEqualTo(8);
    assertThat(summary.bytes()).isEqualTo(8L * Counting.JPEG.length);
    assertThat(summary.toString()).startsWith("pushed 8 frames of 2 cameras, ");
  }

  @Test
  void aRecordCarriesTheFrameWithItsKeyAndTime() throws Exception {
    MockProducer<String, byte[]> producer = producer(true);
    try (PushSession session =
        PushSession.start(publisher(producer), List.of(new Counting("a", 1)), fast)) {
      session.await(Duration.ofSeconds(20));
      session.finish();
    }
    var record = producer.history().get(0);
    Frame frame = frames.deserializer().deserialize(FRAMES, record.value());
    assertThat(record.topic()).isEqualTo(FRAMES);
    assertThat(record.key()).isEqualTo("a");
    assertThat(record.timestamp()).isEqualTo(Counting.TAKEN.toEpochMilli());
    assertThat(frame.getCapturedAt()).isEqualTo(Counting.TAKEN);
    byte[] jpeg = new byte[frame.getJpeg().remaining()];
    frame.getJpeg().get(jpeg);
    assertThat(jpeg).isEqualTo(Counting.JPEG);
  }

  @Test
  void knownObjectsGoToTheLabelsTopicUnderTheSameIdentity() throws Exception {
    MockProducer<String, byte[]> producer = producer(true);
    LabelledObject car = new LabelledObject("car", false, 1f, 2f, 30f, 40f);
    Camera camera =
        new Counting("a", 2) {
          @Override
          CapturedFrame frame() {
            return new CapturedFrame(JPEG, TAKEN, 64, 48, Optional.of(List.of(car)));
          }
        };
    try (PushSession session = PushSession.start(publisher(producer), List.of(camera), fast)) {
      session.await(Duration.ofSeconds(20));
      assertThat(session.finish().frames()).describedAs("labels are no frames").isEqualTo(2);
      List<FrameLabels> sent =
          producer.history().stream()
              .filter(record -> record.topic().equals(LABELS))
              .map(record -> labels.deserializer().deserialize(LABELS, record.value()))
              .toList();
      assertThat(sent).extracting(FrameLabels::getSequence).containsExactly(0L, 1L);
      assertThat(sent)
          .allMatch(each -> each.getSessionId().equals(session.sessionIds().get("a")))
          .allMatch(each -> each.getObjects().equals(List.of(car)) && each.getImageWidth() == 64);
    }
  }

  @Test
  void theFirstRefusedFrameEndsThePush() throws Exception {
    MockProducer<String, byte[]> producer = producer(false);
    PushSession session =
        PushSession.start(publisher(producer), List.of(new Counting("a", Long.MAX_VALUE)), fast);
    try (session) {
      Awaitility.await().until(() -> producer.history().size() >= 3);
      producer.completeNext();
      producer.errorNext(new RecordTooLargeException("too large"));

      assertThat(session.await(Duration.ofSeconds(20))).describedAs("camera has ended").isTrue();
      assertThatThrownBy(session::finish)
          .isInstanceOf(PublishException.class)
          .hasMessageStartingWith("frame 1 of camera a was not accepted: too large")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aFailingCameraEndsTheOthersToo() throws Exception {
    Camera broken =
        new Counting("b", 9) {
          @Override
          CapturedFrame frame() throws IOException {
            throw new IOException("video x broke off: Input/output error");
          }
        };
    try (PushSession session =
        PushSession.start(
            publisher(producer(true)), List.of(new Counting("a", Long.MAX_VALUE), broken), fast)) {
      assertThat(session.await(Duration.ofSeconds(20))).isTrue();
      assertThatThrownBy(session::finish).hasMessage("video x broke off: Input/output error");
    }
  }

  @Test
  void stoppingIsNoFailureAndClosesTheCameras() throws Exception {
    Counting endless = new Counting("a", Long.MAX_VALUE);
    MockProducer<String, byte[]> producer = producer(true);
    PushSession session =
        PushSession.start(publisher(producer), List.of(endless), fast.withRate(200));
    Awaitility.await().until(() -> session.summary().frames() >= 3);
    PushSummary summary = session.finish();
    session.close();
    assertThat(summary.frames()).isEqualTo(producer.history().size());
    assertThat(endless.closed).isTrue();
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void theLimitHoldsForEachCamera() throws Exception {
    try (PushSession session =
        PushSession.start(
            publisher(producer(true)),
            List.of(new Counting("a", 99), new Counting("b", 99)),
            fast.withLimit(4))) {
      session.await(Duration.ofSeconds(20));
      assertThat(session.finish().frames()).isEqualTo(8);
    }
  }

  @Test
  void aLiveCameraIsThinnedOutNotSlowedDown() throws Exception {
    Counting live =
        new Counting("a", 500) {
          @Override
          public boolean live() {
            return true;
          }
        };
    try (PushSession session =
        PushSession.start(publisher(producer(true)), List.of(live), fast.withRate(0.001))) {
      session.await(Duration.ofSeconds(20));
      PushSummary summary = session.finish();
      assertThat(summary.frames()).isEqualTo(1);
      assertThat(summary.thinnedOut()).isEqualTo(499);
    }
  }

  @Test
  void optionsRefuseWhatCannotBe() {
    assertThatThrownBy(() -> fast.withRate(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> fast.withRate(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fast.withLimit(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private List<Frame> sent(MockProducer<String, byte[]> producer, String camera) {
    List<Frame> sent = new ArrayList<>();
    producer.history().stream()
        .filter(record -> record.key().equals(camera))
        .forEach(record -> sent.add(frames.deserializer().deserialize(FRAMES, record.value())));
    return sent;
  }

  private static class Counting implements Camera {
    static final byte[] JPEG = TestImages.jpeg(16, 16);
    static final Instant TAKEN = Instant.parse("2026-05-04T03:02:01.123456Z");

    private final String id;
    private final long frames;
    private long delivered;
    private volatile boolean closed;

    Counting(String id, long frames) {
      this.id = id;
      this.frames = frames;
    }

    CapturedFrame frame() throws IOException {
      return CapturedFrame.unlabelled(JPEG, TAKEN, 16, 16);
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Optional<CapturedFrame> next() throws IOException {
      if (delivered == frames || Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
      delivered++;
      return Optional.of(frame());
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
