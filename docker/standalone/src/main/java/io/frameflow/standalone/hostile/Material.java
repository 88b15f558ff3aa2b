package io.frameflow.standalone.hostile;

import io.frameflow.schemas.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;

/** What one hostile record is made of: its dice, valid pictures and the way to bytes. */
final class Material {

  /** Cameras that send good frames too; hostile records come under their names. */
  static final int CAMERAS = 4;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SplittableRandom dice;
  private final Pictures pictures;
  private final Wire wire;
  private final long number;

  /**
   * @param number of the record; with the seed it decides everything about it
   */
  Material(long seed, long number, Pictures pictures, Wire wire) {
    this.dice = new SplittableRandom(seed + GOLDEN * (number + 1));
    this.pictures = pictures;
    this.wire = wire;
    this.number = number;
  }

  SplittableRandom dice() {
    return dice;
  }

  Pictures pictures() {
    return pictures;
  }

  Wire wire() {
    return wire;
  }

  /** A valid JPEG of some encoding; belongs to the caller. */
  byte[] jpeg() {
    return pictures.any(dice).clone();
  }

  int below(int bound) {
    return dice.nextInt(bound);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(dice.nextInt(choices.size()));
  }

  byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    dice.nextBytes(bytes);
    return bytes;
  }

  static String camera(int lane) {
    return "gate-" + (lane + 1);
  }

  /** A frame that is well-formed but for what is later done to it. */
  Frame frame(int lane, byte[] jpeg) {
    return Frame.newBuilder()
        .setCameraId(camera(lane))
        .setSessionId("hostile")
        .setSequence(number)
        .setCapturedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
        .setJpeg(ByteBuffer.wrap(jpeg))
        .build();
  }

  /** A well-formed record around a picture. */
  Draft picture(byte[] jpeg, Expectation expectation) {
    int lane = below(CAMERAS);
    return record(frame(lane, jpeg), lane, expectation);
  }

  /** A record in the wire format; its key is the frame's camera. */
  Draft record(Frame frame, int lane, Expectation expectation) {
    byte[] key = frame.getCameraId().getBytes(StandardCharsets.UTF_8);
    return new Draft(expectation, lane, key, wire.bytes(frame), List.of());
  }

  /** A record whose value is not of ours. */
  Draft value(byte[] value, Expectation expectation) {
    int lane = below(CAMERAS);
    byte[] key = camera(lane).getBytes(StandardCharsets.UTF_8);
    return new Draft(expectation, lane, key, value, List.of());
  }
}
