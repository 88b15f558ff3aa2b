package io.frameflow.standalone.hostile;

import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.FrameLabels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Values that are not in the registry's wire format, or not a frame. */
final class BadAvro {

  private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);

  private BadAvro() {}

  static List<Kind> kinds() {
    return List.of(
        Kind.usual("no value", m -> schema(m, (byte[]) null)),
        Kind.usual("value of a few bytes", m -> schema(m, m.randomBytes(m.below(5)))),
        Kind.usual("text as value", m -> schema(m, "{\"cameraId\": \"gate-1\"}")),
        Kind.usual("bare JPEG as value", m -> schema(m, m.jpeg())),
        Kind.usual("wrong magic byte", BadAvro::magic),
        Kind.usual("unknown schema id", m -> id(m, 1_000_000 + m.below(50))),
        Kind.usual("negative schema id", m -> id(m, -1 - m.below(50))),
        Kind.usual("truncated value", BadAvro::truncated),
        Kind.usual("bytes behind the value", BadAvro::trailing),
        Kind.usual("noise as value", BadAvro::noise),
        Kind.usual("dead letter as frame", m -> schema(m, letter(m))),
        Kind.usual("labels as frame", m -> schema(m, labels(m))),
        Kind.usual("wrong union index", BadAvro::unionIndex),
        Kind.usual("frame under another schema's id", BadAvro::otherId),
        Kind.usual("negative length", m -> schema(m, fields(m, -1 - m.below(1000)))),
        Kind.usual("length of 2 GB", m -> schema(m, fields(m, Integer.MAX_VALUE))),
        Kind.usual("length beyond 64 bits", BadAvro::endlessNumber),
        Kind.usual("least length", m -> schema(m, fields(m, Long.MIN_VALUE))),
        Kind.usual("picture of 2 GB claimed", BadAvro::hugePicture));
  }

  private static Draft schema(Material m, byte[] value) {
    return m.value(value, Expectation.refused(DeadLetterReason.SCHEMA));
  }

  private static Draft schema(Material m, String value) {
    return schema(m, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] good(Material m) {
    return m.wire().bytes(m.frame(0, m.jpeg()));
  }

  private static Draft magic(Material m) {
    byte[] value = good(m);
    value[0] = (byte) (1 + m.below(255));
    return schema(m, value);
  }

  private static Draft id(Material m, int id) {
    return schema(m, Wire.withId(good(m), id));
  }

  private static Draft truncated(Material m) {
    byte[] value = good(m);
    // the first fields are more interesting than the picture
    int bound = m.below(2) == 0 ? 60 : value.length;
    return schema(m, Arrays.copyOf(value, m.below(bound)));
  }

  private static Draft trailing(Material m) {
    byte[] value = good(m);
    return schema(m, Arrays.copyOf(value, value.length + 1 + m.below(1000)));
  }

  private static Draft noise(Material m) {
    return m.value(
        m.wire().withFrameId(m.randomBytes(1 + m.below(10_000))),
        Expectation.refused(DeadLetterReason.SCHEMA, DeadLetterReason.INVALID_CAMERA_ID));
  }

  private static byte[] letter(Material m) {
    return m.wire()
        .bytes(
            new DeadLetter(
                "gate-1", "t", 0, 0L, THEN, THEN, DeadLetterReason.SCHEMA, "m", Map.of(), null));
  }

  private static byte[] labels(Material m) {
    return m.wire()
        .bytes(new FrameLabels("gate-1", "session", 0L, THEN, "import", 640, 480, List.of()));
  }

  /** The first field of a dead letter is a union of two. */
  private static Draft unionIndex(Material m) {
    byte[] value = letter(m);
    value[5] = (byte) (4 + 2 * m.below(60));
    return schema(m, value);
  }

  private static Draft otherId(Material m) {
    byte[] letter = letter(m);
    int id = ByteBuffer.wrap(letter).getInt(1);
    return id(m, id);
  }

  /** A frame whose first string has this length. */
  private static byte[] fields(Material m, long length) {
    ByteArrayOutputStream avro = new ByteArrayOutputStream();
    writeLong(avro, length);
    avro.writeBytes(m.randomBytes(m.below(200)));
    return m.wire().withFrameId(avro.toByteArray());
  }

  private static Draft endlessNumber(Material m) {
    byte[] ones = new byte[11 + m.below(10_000)];
    Arrays.fill(ones, (byte) 0xff);
    return schema(m, m.wire().withFrameId(ones));
  }

  private static Draft hugePicture(Material m) {
    ByteArrayOutputStream avro = new ByteArrayOutputStream();
    writeString(avro, "gate-1");
    writeString(avro, "session");
    writeLong(avro, 7);
    writeLong(avro, 1_700_000_000_000_000L);
    writeLong(avro, Integer.MAX_VALUE - 8L);
    avro.writeBytes(m.randomBytes(m.below(1000)));
    return schema(m, m.wire().withFrameId(avro.toByteArray()));
  }

  private static void writeString(ByteArrayOutputStream avro, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeLong(avro, bytes.length);
    avro.writeBytes(bytes);
  }

  private static void writeLong(ByteArrayOutputStream avro, long value) {
    long zigzag = (value << 1) ^ (value >> 63);
    while ((zigzag & ~0x7fL) != 0) {
      avro.write((int) ((zigzag & 0x7f) | 0x80));
      zigzag >>>= 7;
    }
    avro.write((int) zigzag);
  }
}
