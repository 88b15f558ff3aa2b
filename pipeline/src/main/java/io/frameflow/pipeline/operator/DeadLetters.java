package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceRecord;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.topics.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Dead letters as they are published. */
final class DeadLetters {
  /**
   * Most bytes of headers and payload. A record that was compressed on its way can be larger than
   * its topic's limit; a copy of it would be refused by the broker, and the job with it.
   */
  static final int MOST_BYTES = Topics.MAX_FRAME_RECORD_BYTES;

  private DeadLetters() {}

  /**
   * The letter that a refused frame becomes. Headers and payload that do not fit are left out, and
   * the message says so; the source record still has them.
   */
  static DeadLetter of(SourceFrame frame, Refusal refusal, boolean keepPayload, Instant now) {
    SourceRecord record = frame.record();
    String message = refusal.message();
    Map<String, ByteBuffer> headers = new HashMap<>();
    long bytes = 0;
    for (Map.Entry<String, byte[]> header : record.headers().entrySet()) {
      bytes += (long) header.getKey().length() * 3 + header.getValue().length;
      headers.put(header.getKey(), ByteBuffer.wrap(header.getValue()));
    }
    if (bytes > MOST_BYTES) {
      message += " (headers left out: %d bytes)".formatted(bytes);
      headers.clear();
      bytes = 0;
    }
    ByteBuffer payload = null;
    if (keepPayload && record.value() != null) {
      if (bytes + record.value().length <= MOST_BYTES) {
        payload = ByteBuffer.wrap(record.value());
      } else {
        message += " (payload left out: %d bytes)".formatted(record.value().length);
      }
    }
    return DeadLetter.newBuilder()
        .setCameraId(frame.cameraId())
        .setTopic(record.topic())
        .setPartition(record.partition())
        .setOffset(record.offset())
        .setRecordedAt(record.recordedAt())
        .setFailedAt(now.truncatedTo(ChronoUnit.MICROS))
        .setReason(refusal.reason())
        .setMessage(message)
        .setHeaders(headers)
        .setPayload(payload)
        .build();
  }
}
