package io.frameflow.connectors.deadletters;

import io.frameflow.connectors.reading.FramePosition;
import io.frameflow.schemas.DeadLetter;
import org.apache.kafka.common.TopicPartition;

/**
 * A dead letter and where it lies.
 *
 * @param partition of the dead letters' topic
 * @param offset in there
 * @param value what it says
 * @param payloadBytes size of its payload, also where that has been left out; 0 for none
 */
record Letter(TopicPartition partition, long offset, DeadLetter value, int payloadBytes) {

  static Letter of(TopicPartition partition, long offset, DeadLetter value) {
    return new Letter(
        partition, offset, value, value.getPayload() == null ? 0 : value.getPayload().remaining());
  }

  /** The frame that it is about. */
  FramePosition frame() {
    return new FramePosition(value.getPartition(), value.getOffset());
  }

  /** The same letter without its payload, which may have 10 MB. */
  Letter withoutPayload() {
    return new Letter(
        partition, offset, DeadLetter.newBuilder(value).setPayload(null).build(), payloadBytes);
  }

  String place() {
    return partition + "@" + offset;
  }
}
