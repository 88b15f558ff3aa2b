package io.frameflow.schemas;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** One made-up record of each topic, the same for the same seed. */
public final class SampleRecords {
  private final Random random;

  public SampleRecords(long seed) {
    random = new Random(seed);
  }

  public List<SpecificRecord> oneOfEach() {
    return List.of(frame(), detections(), deadLetter(), release(), labels(), activity());
  }

  public Frame frame() {
    byte[] jpeg = new byte[random.nextInt(3000)];
    random.nextBytes(jpeg);
    return new Frame(
        text(), text(), random.nextLong(Long.MAX_VALUE), instant(), ByteBuffer.wrap(jpeg));
  }

  public FrameDetections detections() {
    boolean dropped = random.nextBoolean();
    return FrameDetections.newBuilder()
        .setCameraId(text())
        .setSessionId(text())
        .setSequence(random.nextLong())
        .setCapturedAt(instant())
        .setSource(new SourcePosition(text(), random.nextInt(64), random.nextLong()))
        .setModel(new ModelIdentity(text(), text(), text()))
        .setImageWidth(random.nextInt(4000))
        .setImageHeight(random.nextInt(4000))
        .setOutcome(dropped ? Outcome.DROPPED : Outcome.DETECTED)
        .setDropReason(dropped ? text() : null)
        .setDetections(IntStream.range(0, random.nextInt(20)).mapToObj(i -> detection()).toList())
        .setTimings(
            new StageTimings(
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextInt()))
        .setDetectedAt(instant())
        .build();
  }

  public DeadLetter deadLetter() {
    return DeadLetter.newBuilder()
        .setCameraId(random.nextBoolean() ? text() : null)
        .setTopic(text())
        .setPartition(random.nextInt(64))
        .setOffset(random.nextLong())
        .setRecordedAt(instant())
        .setFailedAt(instant())
        .setReason(random.nextBoolean() ? DeadLetterReason.SCHEMA : DeadLetterReason.EMPTY_IMAGE)
        .setMessage(text())
        .setHeaders(Map.of("trace", ByteBuffer.wrap(new byte[] {0, -1, 7}), "", bytes()))
        .setPayload(random.nextBoolean() ? bytes() : null)
        .build();
  }

  public ModelRelease release() {
    return new ModelRelease(
        text(),
        text(),
        text(),
        text(),
        List.of(text(), text()),
        random.nextFloat(),
        random.nextFloat(),
        instant());
  }

  public FrameLabels labels() {
    return new FrameLabels(
        text(),
        text(),
        random.nextLong(),
        instant(),
        text(),
        random.nextInt(4000),
        random.nextInt(4000),
        IntStream.range(0, random.nextInt(5))
            .mapToObj(
                i ->
                    new LabelledObject(
                        text(),
                        random.nextBoolean(),
                        random.nextFloat(),
                        random.nextFloat(),
                        random.nextFloat(),
                        random.nextFloat()))
            .toList());
  }

  public CameraActivity activity() {
    Map<String, Long> counts = new HashMap<>();
    IntStream.range(0, random.nextInt(6)).forEach(i -> counts.put(text(), random.nextLong()));
    return new CameraActivity(
        text(), instant(), instant(), random.nextLong(), random.nextLong(), counts, Map.of());
  }

  private Detection detection() {
    List<Float> probabilities =
        IntStream.range(0, random.nextInt(8)).mapToObj(i -> random.nextFloat()).toList();
    BoundingBox box =
        new BoundingBox(
            random.nextFloat(), random.nextFloat(), random.nextFloat(), random.nextFloat());
    return new Detection(text(), random.nextInt(90), random.nextFloat(), probabilities, box);
  }

  private ByteBuffer bytes() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  /** Microseconds from 1900 to 2100. */
  private Instant instant() {
    return Instant.EPOCH.plus(
        random.nextLong(-2_208_988_800_000_000L, 4_102_444_800_000_000L), ChronoUnit.MICROS);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    random
        .ints(random.nextInt(24), 1, 0x2fff)
        .filter(Character::isDefined)
        .forEach(text::appendCodePoint);
    return text + "#" + random.nextInt(1000);
  }
}
