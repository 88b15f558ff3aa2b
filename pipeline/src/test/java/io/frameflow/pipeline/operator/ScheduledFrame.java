package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.frames.Records;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceRecord;
import io.frameflow.schemas.Frame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

/** A frame as it lies in the simulated log. */
record ScheduledFrame(
    int partition, long offset, String camera, FrameKind kind, Instant recordedAt) {

  /** Its name in messages. */
  String place() {
    return partition + "@" + offset;
  }

  SourceFrame source() {
    String key = kind == FrameKind.NAMELESS ? "nobody's name" : camera;
    byte[] value = {1};
    SourceRecord record =
        new SourceRecord(
            Records.TOPIC,
            partition,
            offset,
            recordedAt,
            recordedAt,
            Records.bytes(key),
            Map.of(),
            value);
    if (kind.refused()) {
      return new SourceFrame.Refused(record, new Refusal(kind.deadLetter(), "as scheduled"));
    }
    Frame frame = new Frame(camera, "s", offset, recordedAt, ByteBuffer.wrap(kind.jpeg()));
    return new SourceFrame.Valid(record, frame);
  }
}
