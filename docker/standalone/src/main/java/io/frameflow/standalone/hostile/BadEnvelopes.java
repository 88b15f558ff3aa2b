package io.frameflow.standalone.hostile;

import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Good pictures in records that lie about themselves.
 *
 * <p>Absurd capture times and sequence numbers are not refused: nothing of ours depends on them but
 * the order of windows, which is held to the time of arrival, and the picture is as good as any.
 */
final class BadEnvelopes {

  private static final List<String> CAMERAS =
      List.of(
          "../../etc/passwd",
          "/etc/passwd",
          "..",
          "a/b",
          "a\\b",
          "..%2f..%2fetc",
          "",
          " ",
          "gate 1",
          "gate\n2026-01-01 INFO all is well",
          "gate\u0000",
          "\u001b[2J",
          "k\u00e4se",
          "\ud83d\ude97",
          "gate\u202e1",
          "${jndi:ldap://127.0.0.1/a}",
          "<script>alert(1)</script>",
          "'; DROP TABLE frames; --",
          "g".repeat(65),
          "g".repeat(10_000),
          "g".repeat(1_000_000));

  private static final List<Long> TIMES =
      List.of(
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          Long.MIN_VALUE + 1,
          -1L,
          0L,
          1L,
          // the year 292278994 does not fit, as microseconds end in 294247
          Instant.parse("+292277-01-01T00:00:00Z").getEpochSecond() * 1_000_000L,
          Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() * 1_000_000L,
          Instant.parse("-9999-01-01T00:00:00Z").getEpochSecond() * 1_000_000L);

  private BadEnvelopes() {}

  static List<Kind> kinds() {
    return List.of(
        Kind.usual("camera id that is no name", BadEnvelopes::camera),
        Kind.usual("no key", m -> misnamed(m, null)),
        Kind.usual("empty key", m -> misnamed(m, new byte[0])),
        Kind.usual(
            "key of another camera", m -> misnamed(m, "gate-77".getBytes(StandardCharsets.UTF_8))),
        Kind.usual("noise as key", m -> misnamed(m, m.randomBytes(1 + m.below(2000)))),
        Kind.usual("session id without end", BadEnvelopes::session),
        Kind.usual("absurd capture time", m -> detected(m, f -> f.setCapturedAt(time(m)))),
        Kind.usual("absurd sequence number", m -> detected(m, f -> f.setSequence(number(m)))),
        new Kind("header of 1 MB", 4, m -> good(m).withHeaders(List.of(header("h", 1 << 20)))),
        new Kind("header of 1 MB on a bad frame", 4, BadEnvelopes::largeHeader),
        Kind.usual("thousands of headers on a bad frame", BadEnvelopes::manyHeaders),
        Kind.usual("odd header names on a bad frame", BadEnvelopes::oddHeaders));
  }

  private static Draft camera(Material m) {
    String id = m.oneOf(CAMERAS);
    int lane = m.below(Material.CAMERAS);
    Frame frame = m.frame(lane, m.jpeg());
    frame.setCameraId(id);
    return m.record(frame, lane, Expectation.refused(DeadLetterReason.INVALID_CAMERA_ID));
  }

  private static Draft misnamed(Material m, byte[] key) {
    return m.picture(m.jpeg(), Expectation.refused(DeadLetterReason.INVALID_CAMERA_ID))
        .withKey(key);
  }

  private static Draft session(Material m) {
    int lane = m.below(Material.CAMERAS);
    Frame frame = m.frame(lane, m.jpeg());
    frame.setSessionId("s".repeat(m.below(2) == 0 ? 257 : 1_000_000));
    return m.record(frame, lane, Expectation.refused(DeadLetterReason.SCHEMA));
  }

  private static Draft detected(Material m, Consumer<Frame> change) {
    int lane = m.below(Material.CAMERAS);
    Frame frame = m.frame(lane, m.jpeg());
    change.accept(frame);
    return m.record(frame, lane, Expectation.detected());
  }

  private static Instant time(Material m) {
    return Instant.EPOCH.plus(m.oneOf(TIMES), ChronoUnit.MICROS);
  }

  private static long number(Material m) {
    return m.oneOf(List.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private static Draft good(Material m) {
    return m.picture(m.jpeg(), Expectation.detected());
  }

  private static Draft bad(Material m) {
    return m.picture(new byte[0], Expectation.refused(DeadLetterReason.EMPTY_IMAGE));
  }

  private static Draft largeHeader(Material m) {
    return bad(m).withHeaders(List.of(header("h", 1 << 20)));
  }

  private static Draft manyHeaders(Material m) {
    List<Header> headers =
        IntStream.range(0, 1000 + m.below(5000)).mapToObj(i -> header("header-" + i, 3)).toList();
    return bad(m).withHeaders(headers);
  }

  private static Draft oddHeaders(Material m) {
    return bad(m)
        .withHeaders(
            List.of(
                header("", 1),
                header("../../etc/passwd", 4),
                header("\u0000\n\u001b[2J", 4),
                header("n".repeat(70_000), 4),
                new RecordHeader("no value", (byte[]) null)));
  }

  private static Header header(String name, int bytes) {
    return new RecordHeader(name, new byte[bytes]);
  }
}
