package io.frameflow.connectors.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.audit.Finding.Kind;
import io.frameflow.connectors.audit.NaiveLedger.Place;
import io.frameflow.schemas.ModelIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FrameLedgerTest {

  private static final String TOPIC = "frameflow.frames.v1";
  private static final long STAMP = 1_780_000_000_000L;
  private static final ModelIdentity MODEL = new ModelIdentity("streets", "1", "ab".repeat(32));

  private final FrameLedger ledger = new FrameLedger(TOPIC, 10);

  @Test
  void everyFrameWithOneOutputIsComplete() {
    frames(0, 0, 3);
    ledger.output(event(0, 0, "cam", 100));
    ledger.output(letter(0, 1, "cam"));
    ledger.output(event(0, 2, "cam", 300));
    assertThat(ledger.missing()).isZero();
    assertThat(ledger.findings().kept()).isEmpty();
    assertThat(ledger.tally().detected()).isEqualTo(2);
    assertThat(ledger.tally().deadLetters().values()).containsExactly(1L);
    assertThat(ledger.tally().models()).containsEntry(MODEL, 2L);
    assertThat(ledger.tally().latency().maxMillis()).isEqualTo(300);
  }

  @Test
  void aDeadLetterBesideADetectionIsDoubled() {
    frames(0, 0, 1);
    ledger.output(event(0, 0, "cam", 0));
    ledger.output(letter(0, 0, "cam"));
    assertThat(ledger.findings().kept())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.DOUBLED);
              assertThat(finding.position()).isEqualTo("frames-0@0");
              assertThat(finding.detail()).contains("dead-letters-0@");
            });
  }

  @Test
  void anOffsetThatRetentionTookIsNeitherMissingNorForeign() {
    ledger.open(0, 100, 110);
    ledger.keeps(0, 105, 120);
    for (int offset = 105; offset < 110; offset++) {
      ledger.frame(0, offset, STAMP);
    }
    ledger.output(event(0, 50, "cam", 0)); // before the range
    ledger.output(event(0, 103, "cam", 0)); // deleted before it was read
    ledger.output(event(0, 115, "cam", 0)); // after the range
    assertThat(ledger.findings().count(Kind.FOREIGN)).isZero();
    assertThat(ledger.tally().expiredCount()).isEqualTo(2);
    assertThat(ledger.tally().outsideCount()).isEqualTo(1);
    assertThat(ledger.missing()).isEqualTo(5);
  }

  @Test
  void whatTheFramesTopicNeverHeldIsForeign() {
    ledger.open(0, 0, 10);
    ledger.keeps(0, 0, 10);
    ledger.frame(0, 0, STAMP); // offset 1 is a transaction's marker
    ledger.output(event(0, 1, "cam", 0));
    ledger.output(event(0, 10, "cam", 0));
    ledger.output(event(7, 0, "cam", 0));
    ledger.output(event(0, -1, "cam", 0));
    ledger.output(
        new Output(
            "detections-0",
            9,
            "old.frames.v1",
            0,
            0,
            "cam",
            Output.Kind.DETECTED,
            "",
            Instant.EPOCH,
            MODEL));
    assertThat(ledger.findings().count(Kind.FOREIGN)).isEqualTo(5);
  }

  @Test
  void recordsWithoutACameraHaveNoOrder() {
    frames(0, 0, 2);
    ledger.output(letter(0, 1, null));
    ledger.output(letter(0, 0, null));
    assertThat(ledger.findings().kept()).isEmpty();
  }

  @Test
  void aTimeStampOfAnotherAgeHasNoLatency() {
    ledger.open(0, 0, 3);
    ledger.frame(0, 0, STAMP);
    ledger.frame(0, 1, Long.MAX_VALUE / 2);
    ledger.frame(0, 2, STAMP + 40);
    for (int offset = 0; offset < 3; offset++) {
      ledger.output(event(0, offset, "cam", 100));
    }
    assertThat(ledger.tally().latency().p50Millis()).isEqualTo(60);
    assertThat(ledger.tally().latency().maxMillis()).isEqualTo(100);
  }

  /** 300 ledgers with faults of every kind, over the seams of the chunks. */
  @Test
  void agreesWithTheNaiveLedger() {
    long seed = Long.getLong("frameflow.seed", new Random().nextLong());
    for (int round = 0; round < 300; round++) {
      compare(seed + round);
    }
  }

  private static void compare(long seed) {
    Random random = new Random(seed);
    String what = "-Dframeflow.seed=" + seed;
    FrameLedger ledger = new FrameLedger(TOPIC, 1_000_000);
    Set<Place> frames = new TreeSet<>();
    for (int partition = 0; partition < 3; partition++) {
      // Mostly over the seam of two chunks.
      long from = Math.max(0, random.nextInt(3) * OffsetChunk.OFFSETS - random.nextInt(40));
      long to = from + random.nextInt(40);
      ledger.open(partition, from, to);
      ledger.keeps(partition, 0, to);
      for (long offset = from; offset < to; offset++) {
        if (random.nextInt(8) > 0) {
          ledger.frame(partition, offset, STAMP + offset);
          frames.add(new Place(partition, offset));
        }
      }
    }
    List<Output> outputs = outputs(frames, random);
    // What names an offset before a range is not foreign; there is none in here.
    outputs.forEach(ledger::output);
    NaiveLedger naive = new NaiveLedger(TOPIC, frames, outputs);

    assertThat(ledger.frames()).as(what).isEqualTo(frames.size());
    assertThat(ledger.missing()).as(what).isEqualTo(naive.missing.size());
    Set<Place> missing = new HashSet<>();
    ledger
        .partitions()
        .forEach((p, part) -> part.missing(offset -> missing.add(new Place(p, offset))));
    assertThat(missing).as(what).isEqualTo(naive.missing);
    Findings findings = ledger.findings();
    assertThat(details(findings, Kind.DOUBLED)).as(what).isEqualTo(places(naive.doubled));
    assertThat(details(findings, Kind.OUT_OF_ORDER)).as(what).isEqualTo(places(naive.outOfOrder));
    assertThat(details(findings, Kind.FOREIGN)).as(what).isEqualTo(places(naive.foreign));
    Tally tally = ledger.tally();
    long letters = tally.deadLetters().values().stream().mapToLong(Long::longValue).sum();
    assertThat(tally.detected() + letters + ledger.missing()).as(what).isEqualTo(frames.size());
  }

  /** An output for most frames, some twice, some late, some for what is no frame. */
  private static List<Output> outputs(Set<Place> frames, Random random) {
    List<Place> order = new ArrayList<>();
    for (Place frame : frames) {
      int copies = random.nextInt(20) == 0 ? 0 : random.nextInt(20) == 0 ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        order.add(frame);
      }
      if (random.nextInt(30) == 0) {
        order.add(new Place(frame.partition(), frame.offset() + 1)); // a gap, a frame or the end
      }
    }
    for (int swaps = random.nextInt(4); swaps > 0 && order.size() > 1; swaps--) {
      int a = random.nextInt(order.size());
      order.add(random.nextInt(order.size()), order.remove(a));
    }
    List<Output> outputs = new ArrayList<>();
    for (Place place : order) {
      String camera = "cam-" + place.partition() + "-" + place.offset() % 3;
      String lane = (random.nextInt(10) == 0 ? "dead-letters-" : "detections-") + place.partition();
      outputs.add(
          new Output(
              lane,
              outputs.size(),
              random.nextInt(100) == 0 ? "other.frames.v1" : TOPIC,
              place.partition(),
              place.offset(),
              random.nextInt(20) == 0 ? null : camera,
              lane.startsWith("dead") ? Output.Kind.DEAD_LETTER : Output.Kind.DETECTED,
              "CORRUPT_IMAGE",
              Instant.ofEpochMilli(STAMP),
              lane.startsWith("dead") ? null : MODEL));
    }
    return outputs;
  }

  private static List<String> details(Findings findings, Kind kind) {
    return findings.kept().stream()
        .filter(finding -> finding.kind() == kind)
        .map(finding -> finding.detail().replaceAll("^(again in|named by) |, after .*", ""))
        .toList();
  }

  private static List<String> places(List<Output> outputs) {
    return outputs.stream().map(Output::place).toList();
  }

  private void frames(int partition, long from, long to) {
    ledger.open(partition, from, to);
    for (long offset = from; offset < to; offset++) {
      ledger.frame(partition, offset, STAMP);
    }
  }

  private static Output event(int partition, long offset, String camera, long afterMillis) {
    return new Output(
        "detections-0",
        offset,
        TOPIC,
        partition,
        offset,
        camera,
        Output.Kind.DETECTED,
        "",
        Instant.ofEpochMilli(STAMP + afterMillis),
        MODEL);
  }

  private static Output letter(int partition, long offset, String camera) {
    return new Output(
        "dead-letters-0",
        offset,
        TOPIC,
        partition,
        offset,
        camera,
        Output.Kind.DEAD_LETTER,
        "CORRUPT_IMAGE",
        Instant.ofEpochMilli(STAMP + 10),
        null);
  }
}
