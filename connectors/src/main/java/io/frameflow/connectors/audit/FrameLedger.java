package io.frameflow.connectors.audit;

import io.frameflow.connectors.audit.Finding.Kind;
import io.frameflow.connectors.reading.FramePosition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The comparison itself, without Kafka: it is told of frames first, then of outputs, and knows of
 * each frame whether it has exactly one. Ten million frames take 60 MB of heap.
 */
final class FrameLedger {

  private final String topic;
  private final Map<Integer, PartitionLedger> partitions = new TreeMap<>();
  private final CameraOrder order = new CameraOrder();
  private final Tally tally = new Tally();
  private final Findings findings;

  /**
   * @param topic full name of the frames topic
   * @param examples of each kind of finding that are kept; all are counted
   */
  FrameLedger(String topic, int examples) {
    this.topic = topic;
    this.findings = new Findings(examples);
  }

  /** Opens a partition, of which {@code from..to} is audited. */
  void open(int partition, long from, long to) {
    partitions.put(partition, new PartitionLedger(from, to));
  }

  /** What the frames topic keeps by now; tells frames outside the range from ones never written. */
  void keeps(int partition, long beginning, long end) {
    partitions.get(partition).keeps(beginning, end);
  }

  /** Books a frame of the range. */
  void frame(int partition, long offset, long stampMillis) {
    partitions.get(partition).frame(offset, stampMillis);
  }

  /** Books an output; all frames of the range must be known by then. */
  void output(Output output) {
    PartitionLedger partition = partitions.get(output.partition());
    if (!output.topic().equals(topic) || partition == null) {
      foreign(output);
      return;
    }
    switch (partition.standing(output.frame())) {
      case AUDITED -> audited(partition, output);
      case OUTSIDE -> tally.outside();
      case EXPIRED -> tally.expired();
      case NO_FRAME -> foreign(output);
    }
  }

  private void audited(PartitionLedger partition, Output output) {
    if (!partition.output(output.frame())) {
      note(Kind.DOUBLED, output, "again in " + output.place());
      return;
    }
    long stamp = partition.stampMillis(output.frame());
    tally.count(
        output,
        stamp < 0
            ? Optional.empty()
            : Optional.of(Duration.ofMillis(output.at().toEpochMilli() - stamp)));
    OptionalLong later = order.overtakenBy(output);
    if (later.isPresent()) {
      note(
          Kind.OUT_OF_ORDER,
          output,
          "%s, after %s"
              .formatted(output.place(), new FramePosition(output.partition(), later.getAsLong())));
    }
  }

  private void foreign(Output output) {
    findings.add(
        new Finding(
            Kind.FOREIGN,
            "%s-%d@%d".formatted(output.topic(), output.partition(), output.frame()),
            Optional.ofNullable(output.camera()),
            "named by " + output.place()));
  }

  private void note(Kind kind, Output output, String detail) {
    findings.add(
        new Finding(
            kind,
            new FramePosition(output.partition(), output.frame()).toString(),
            Optional.ofNullable(output.camera()),
            detail));
  }

  /** Books an output record that cannot be read. */
  void malformed(String place, String why) {
    findings.add(new Finding(Kind.MALFORMED, place, Optional.empty(), why));
  }

  Map<Integer, PartitionLedger> partitions() {
    return partitions;
  }

  Tally tally() {
    return tally;
  }

  Findings findings() {
    return findings;
  }

  long frames() {
    return partitions.values().stream().mapToLong(PartitionLedger::frames).sum();
  }

  long missing() {
    return partitions.values().stream().mapToLong(PartitionLedger::missingCount).sum();
  }
}
