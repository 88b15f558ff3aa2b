package io.frameflow.pipeline.frames;

import io.frameflow.schemas.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Source records and frames for tests. */
public final class Records {
  public static final String TOPIC = "frameflow.frames.v1";
  public static final Instant CAPTURED = Instant.parse("2026-03-01T10:00:00.123456Z");
  public static final Instant RECORDED = Instant.parse("2026-03-01T10:00:01Z");
  public static final Instant ARRIVED = Instant.parse("2026-03-01T10:00:02Z");

  private Records() {}

  public static Frame frame(String camera, long sequence, byte... jpeg) {
    return new Frame(camera, "session", sequence, CAPTURED, ByteBuffer.wrap(jpeg));
  }

  public static SourceRecord record(long offset, String key, byte[] value) {
    return new SourceRecord(
        TOPIC, 3, offset, RECORDED, ARRIVED, bytes(key), Map.of("origin", bytes("test")), value);
  }

  public static SourceFrame.Valid valid(String camera, long offset, byte... jpeg) {
    return new SourceFrame.Valid(
        record(offset, camera, new byte[] {1, 2, 3}), frame(camera, offset, jpeg));
  }

  public static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
