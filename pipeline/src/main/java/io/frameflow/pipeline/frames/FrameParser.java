package io.frameflow.pipeline.frames;

import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.serdes.MalformedRecordException;
import io.frameflow.schemas.topics.CameraId;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Tells valid frames from records that must become dead letters.
 *
 * <p>Only what is wrong with the record itself is refused. If the schema registry cannot be asked,
 * {@link io.frameflow.schemas.serdes.RegistryUnavailableException} leaves this class, and the
 * record's partition waits for the registry.
 */
public final class FrameParser {
  /** A session id is copied into every detection; a hostile one must not outgrow the record. */
  static final int LONGEST_SESSION_ID = 256;

  private final Deserializer<Frame> deserializer;

  /**
   * A parser for one topic.
   *
   * @param deserializer of the frames topic's values
   */
  public FrameParser(Deserializer<Frame> deserializer) {
    this.deserializer = deserializer;
  }

  /**
   * The frame in a record, or why there is none.
   *
   * @throws org.apache.kafka.common.errors.SerializationException if the registry cannot be asked
   */
  public SourceFrame parse(SourceRecord record) {
    if (record.value() == null) {
      return refused(
          record,
          DeadLetterReason.SCHEMA,
          "the record has no value; a Frame in the registry's wire format was expected");
    }
    Frame frame;
    try {
      frame = deserializer.deserialize(record.topic(), record.value());
    } catch (MalformedRecordException e) {
      return refused(record, DeadLetterReason.SCHEMA, e.getMessage());
    }
    if (frame.getSessionId().length() > LONGEST_SESSION_ID) {
      return refused(
          record,
          DeadLetterReason.SCHEMA,
          "the session id has %d characters; at most %d are allowed"
              .formatted(frame.getSessionId().length(), LONGEST_SESSION_ID));
    }
    return checkCamera(record, frame);
  }

  private static SourceFrame checkCamera(SourceRecord record, Frame frame) {
    try {
      CameraId.require(frame.getCameraId());
    } catch (IllegalArgumentException e) {
      return refused(record, DeadLetterReason.INVALID_CAMERA_ID, e.getMessage());
    }
    // The key decides on the partition, hence on the order of a camera's frames.
    if (record.key() == null) {
      return refused(
          record,
          DeadLetterReason.INVALID_CAMERA_ID,
          "the record has no key; write the camera id '%s' as its key"
              .formatted(frame.getCameraId()));
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (!key.equals(frame.getCameraId())) {
      return refused(
          record,
          DeadLetterReason.INVALID_CAMERA_ID,
          "the record's key is not its camera id '%s'; write the camera id as the key"
              .formatted(frame.getCameraId()));
    }
    return new SourceFrame.Valid(record, frame);
  }

  private static SourceFrame refused(SourceRecord record, DeadLetterReason reason, String message) {
    return new SourceFrame.Refused(record, new Refusal(reason, message));
  }
}
