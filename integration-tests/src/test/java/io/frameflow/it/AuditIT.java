package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.connectors.audit.Finding;
import io.frameflow.connectors.audit.Finding.Kind;
import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.Frameflow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger and the dead letters' tool, over records that the test wrote itself. */
class AuditIT {

  private static PipelineUnderTest pipeline;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    pipeline = PipelineUnderTest.start();
  }

  @AfterAll
  static void stop() throws Exception {
    pipeline.close();
  }

  @Test
  void framesWithOneRecordEachAreComplete() throws Exception {
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "whole")) {
      topics.commit(topics.frame(0, "a", 0), topics.frame(0, "a", 1), topics.frame(1, "b", 0));
      topics.abort(topics.frame(0, "a", 2)); // like the marker before it, an offset without a frame
      topics.commit(topics.frame(0, "a", 2));
      assertThat(Audit.run(topics.access(), AuditRange.all()).missing()).isEqualTo(4);
      topics.commit(
          topics.event(0, "a", 0),
          topics.letter(0, "a", 1),
          topics.event(1, "b", 0),
          topics.drop(0, "a", 5, "stale"));

      AuditReport report = Audit.run(topics.access(), AuditRange.all());
      assertThat(report.complete()).as(report.text()).isTrue();
      assertThat(report.frames()).isEqualTo(4);
      assertThat(report.detected()).isEqualTo(2);
      assertThat(report.dropped()).isEqualTo(Map.of("stale", 1L));
      assertThat(report.deadLetters()).isEqualTo(Map.of(DeadLetterReason.CORRUPT_IMAGE, 1L));
      assertThat(report.eventsByModel().values()).containsExactly(3L);
      assertThat(report.notes()).isEmpty();

      assertThat(frameflow(topics.flags("audit"))).isZero();
      assertThat(out.toString()).contains("complete: 4 frames, each with exactly one record");
    }
  }

  @Test
  void everyFaultIsCountedAndNamed(@TempDir Path dir) throws Exception {
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "torn")) {
      topics.commit(
          topics.frame(0, "a", 0),
          topics.frame(0, "a", 1),
          topics.frame(0, "a", 2),
          topics.frame(0, "a", 3),
          topics.frame(1, "b", 0));
      topics.abort(topics.event(0, "a", 3), topics.event(1, "b", 0)); // must not count
      topics.commit(
          topics.event(0, "a", 0),
          topics.event(0, "a", 2),
          topics.event(0, "a", 1), // too late
          topics.letter(0, "a", 2), // doubled, in the other topic
          topics.event(1, "b", 0),
          topics.event(1, "b", 77)); // no such frame

      AuditReport report = Audit.run(topics.access(), AuditRange.all());
      assertThat(report.complete()).isFalse();
      assertThat(positions(report, Kind.MISSING)).containsExactly("frames-0@3 of a");
      assertThat(positions(report, Kind.DOUBLED)).containsExactly("frames-0@2 of a");
      assertThat(positions(report, Kind.OUT_OF_ORDER)).containsExactly("frames-0@1 of a");
      assertThat(positions(report, Kind.FOREIGN)).containsExactly("torn.frames.v1-1@77 of b");
      assertThat(List.of(report.missing(), report.doubled(), report.outOfOrder(), report.foreign()))
          .containsOnly(1L);

      Path json = dir.resolve("report.json");
      assertThat(frameflow(topics.flags("audit", "--json", json.toString()))).isEqualTo(1);
      assertThat(out.toString())
          .contains("NOT complete: of 5 frames, 1 missing, 1 doubled, 1 out of order, 1 foreign")
          .contains("frames-0@3 of a");
      JsonNode written = new ObjectMapper().readTree(json.toFile());
      assertThat(written.path("complete").asBoolean(true)).isFalse();
      assertThat(written.path("missing").asLong()).isEqualTo(1);
      assertThat(written.path("examples")).hasSize(4);

      // The whole frame of partition 1, and nothing of partition 0 or of what never was.
      assertThat(
              frameflow(topics.flags("audit", "--from-offset", "0:4", "--to-offset", "frames-1@0")))
          .isEqualTo(1);
      assertThat(out.toString()).contains("of 0 frames, 1 foreign");
    }
  }

  @Test
  void whatIsNoEventIsReportedAndIncomplete() throws Exception {
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "alien")) {
      String detections = topics.access().nameOf(Topics.DETECTIONS);
      topics.commit(new ProducerRecord<>(detections, 0, null, new byte[] {'{', '}'}));
      AuditReport report = Audit.run(topics.access(), AuditRange.all());
      assertThat(report.complete()).isFalse();
      assertThat(report.malformed()).isEqualTo(1);
      assertThat(report.text()).contains(detections + "-0@0");
    }
  }

  @Test
  void waitingEndsWhenTheLastOutputIsCommitted() throws Exception {
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "slow")) {
      topics.commit(topics.frame(0, "a", 0), topics.frame(0, "a", 1));
      topics.commit(topics.event(0, "a", 0));
      assertThat(Audit.await(topics.access(), AuditRange.all(), Duration.ofMillis(1)).missing())
          .isEqualTo(1);
      CompletableFuture<AuditReport> audit =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return Audit.await(topics.access(), AuditRange.all(), Duration.ofSeconds(60));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      topics.commit(topics.event(0, "a", 1));
      assertThat(audit.get(30, TimeUnit.SECONDS).complete()).isTrue();
    }
  }

  @Test
  void aDeadLetterIsListedExplainedAndReplayedOnce() throws Exception {
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "again")) {
      topics.commit(topics.frame(0, "a", 0), topics.frame(0, "a", 1));
      topics.commit(topics.event(0, "a", 0), topics.letter(0, "a", 1));

      assertThat(frameflow(topics.flags("dead-letters", "list"))).isZero();
      assertThat(out.toString()).contains("frames-0@1").contains("CORRUPT_IMAGE: the picture");
      assertThat(frameflow(topics.flags("dead-letters", "list", "--reason", "SCHEMA"))).isZero();
      assertThat(out.toString()).isEmpty();
      assertThat(frameflow(topics.flags("dead-letters", "explain", "0@1"))).isZero();
      assertThat(out.toString())
          .contains("frame 1 of session s of camera a")
          .contains("a JPEG without a readable frame header")
          .containsPattern("sent again +no");

      assertThat(frameflow(topics.flags("dead-letters", "replay", "0:1", "--dry-run"))).isZero();
      assertThat(out.toString()).containsPattern("to send +1");
      assertThat(topics.frames()).hasSize(2);
      assertThat(frameflow(topics.flags("dead-letters", "replay", "--camera", "a"))).isZero();
      assertThat(out.toString()).containsPattern("sent again +1");
      ConsumerRecord<byte[], byte[]> original = topics.frames().get(1);
      ConsumerRecord<byte[], byte[]> replayed = topics.frames().get(2);
      assertThat(replayed.key()).isEqualTo(original.key());
      assertThat(replayed.value()).isEqualTo(original.value());
      assertThat(replayed.headers().lastHeader("frameflow-replay-of").value())
          .asString()
          .isEqualTo("again.frames.v1-0@1");

      assertThat(frameflow(topics.flags("dead-letters", "replay", "--all"))).isZero();
      assertThat(out.toString()).containsPattern("sent again before +1");
      assertThat(topics.frames()).hasSize(3);
      assertThat(frameflow(topics.flags("dead-letters", "replay", "--all", "--again"))).isZero();
      assertThat(topics.frames()).hasSize(4);
      assertThat(frameflow(topics.flags("dead-letters", "explain", "frames-0@1"))).isZero();
      assertThat(out.toString()).containsPattern("sent again +as frames-0@[0-9]+");
    }
  }

  @Test
  void whatRetentionTookIsReplayedFromTheLettersPayload() throws Exception {
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "gone")) {
      ProducerRecord<byte[], byte[]> frame = topics.frame(1, "b", 0);
      topics.commit(frame, topics.frame(1, "b", 1));
      topics.commit(
          topics.letter(1, "b", 0, DeadLetterReason.SCHEMA, frame.value()),
          topics.letter(1, "b", 1));
      topics.deleteFrames(1, 3);

      assertThat(frameflow(topics.flags("dead-letters", "explain", "1:0"))).isZero();
      assertThat(out.toString()).contains("the letter has its value");
      assertThat(frameflow(topics.flags("dead-letters", "replay", "--all"))).isEqualTo(1);
      assertThat(out.toString()).containsPattern("from payloads +1").containsPattern("kept +1");
      assertThat(topics.frames())
          .singleElement()
          .satisfies(replayed -> assertThat(replayed.value()).isEqualTo(frame.value()));
      assertThat(Audit.run(topics.access(), AuditRange.all()).expired()).isEqualTo(2);
    }
  }

  @Test
  void replayingWithoutAChoiceIsAWrongFlag() throws Exception {
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "choice")) {
      assertThat(frameflow(topics.flags("dead-letters", "replay"))).isEqualTo(2);
      assertThat(err.toString()).contains("choose what to send again");
      assertThat(frameflow(topics.flags("dead-letters", "explain", "0:5"))).isEqualTo(1);
      assertThat(err.toString())
          .contains("frameflow dead-letters explain: no dead letter is about");
    }
  }

  @Test
  void wrongFlagsAndPartitionsAreToldInOneLine() throws Exception {
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "flags")) {
      assertThat(frameflow(topics.flags("audit", "--from-offset", "zero"))).isEqualTo(2);
      assertThat(err.toString()).contains("write it as PARTITION:OFFSET");
      assertThat(frameflow(topics.flags("audit", "--since", "yesterday"))).isEqualTo(2);
      assertThat(frameflow(topics.flags("audit", "--wait", "-1"))).isEqualTo(2);
      assertThat(frameflow(topics.flags("audit", "--from-offset", "5:0"))).isEqualTo(1);
      assertThat(err.toString()).contains("there is no partition 5");
      assertThatThrownBy(() -> new AuditRange(Map.of(0, -1L), Map.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<String> positions(AuditReport report, Kind kind) {
    return report.examples().stream()
        .filter(finding -> finding.kind() == kind)
        .map(AuditIT::position)
        .toList();
  }

  private static String position(Finding finding) {
    return finding.position() + " of " + finding.camera().orElse("?");
  }

  private int frameflow(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Frameflow.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
