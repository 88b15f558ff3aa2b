package io.frameflow.connectors.audit;

import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.ModelIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an audit found. Of a frame with several outputs, the first is counted as its outcome and
 * each further one as doubled, so that {@code frames = detected + dropped + unknownOutcomes + dead
 * letters + missing}.
 *
 * @param topic full name of the frames topic
 * @param stretches the offsets that were audited, by partition
 * @param frames records in there
 * @param detected frames that the model looked at
 * @param dropped frames that were shed, by reason
 * @param unknownOutcomes frames whose event has an outcome of a newer version
 * @param deadLetters frames that became dead letters, by reason
 * @param missing frames without an output
 * @param doubled outputs beyond the first of a frame
 * @param outOfOrder outputs that came after the output of a later frame of their camera
 * @param foreign outputs that name a frame that the frames topic does not have
 * @param malformed output records that cannot be read
 * @param outside outputs of frames outside the range
 * @param expired outputs of frames that the frames topic no longer keeps
 * @param examples the first few findings of each kind
 * @param latency from Kafka's time stamp of a frame until it was detected, shed or refused
 * @param eventsByModel events by the model that they name
 * @param notes what else a reader of the figures must know, a line each
 */
public record AuditReport(
    String topic,
    Map<Integer, Stretch> stretches,
    long frames,
    long detected,
    Map<String, Long> dropped,
    long unknownOutcomes,
    Map<DeadLetterReason, Long> deadLetters,
    long missing,
    long doubled,
    long outOfOrder,
    long foreign,
    long malformed,
    long outside,
    long expired,
    List<Finding> examples,
    Latency latency,
    Map<ModelIdentity, Long> eventsByModel,
    List<String> notes) {

  /** Offsets {@code from..to} of a partition, {@code to} exclusive. */
  public record Stretch(long from, long to) {}

  /** Percentiles in milliseconds; all 0 where nothing was measured. */
  public record Latency(long p50Millis, long p99Millis, long maxMillis) {}

  /** Whether each frame has exactly one output, in order per camera, and nothing else is there. */
  public boolean complete() {
    return missing == 0 && doubled == 0 && outOfOrder == 0 && foreign == 0 && malformed == 0;
  }

  /** Frames that were shed, for any reason. */
  public long droppedFrames() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Frames that became dead letters, for any reason. */
  public long deadLetterFrames() {
    return deadLetters.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The verdict in one line. */
  public String statement() {
    return AuditText.statement(this);
  }

  /** The whole report as lines for people. */
  public String text() {
    return AuditText.of(this);
  }

  /** Writes the report as JSON. */
  public void write(Path file) throws IOException {
    AuditJson.write(this, file);
  }
}
