package io.frameflow.pipeline.frames;

import io.frameflow.schemas.Frame;
import io.frameflow.schemas.topics.CameraId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What the source hands on: each record of the frames topic once, valid or refused. Refused records
 * travel along, so that a camera's dead letters and detections keep their order.
 */
@TypeInfo(SourceFrameType.Factory.class)
public sealed interface SourceFrame {

  /** The Kafka record that it came in. */
  SourceRecord record();

  /** Event time: never after the arrival, as a camera's clock may run ahead by years. */
  Instant eventTime();

  /** The camera that it comes from; null if the record does not name one. */
  String cameraId();

  /** A record that holds a valid frame. Its JPEG may still turn out to be broken. */
  record Valid(SourceRecord record, Frame frame) implements SourceFrame {
    @Override
    public String cameraId() {
      return frame.getCameraId();
    }

    @Override
    public Instant eventTime() {
      Instant captured = frame.getCapturedAt();
      return captured.isAfter(record.arrivedAt()) ? record.arrivedAt() : captured;
    }
  }

  /** A record that is not a valid frame: a dead letter. */
  record Refused(SourceRecord record, Refusal refusal) implements SourceFrame {
    @Override
    public String cameraId() {
      byte[] key = record.key();
      String named = key == null ? null : new String(key, StandardCharsets.UTF_8);
      return CameraId.isValid(named) ? named : null;
    }

    @Override
    public Instant eventTime() {
      Instant recorded = record.recordedAt();
      return recorded.isAfter(record.arrivedAt()) ? record.arrivedAt() : recorded;
    }
  }
}
