package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.reading.TopicOffsets;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.Frameflow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of two replays at once the later one wins; no frame is sent again twice. */
@Timeout(120)
class ReplaysAtOnceIT {

  private static final int FRAMES = 20;
  private static final int ROUNDS = 3;

  private static PipelineUnderTest pipeline;

  @BeforeAll
  static void start() throws Exception {
    pipeline = PipelineUnderTest.start();
  }

  @AfterAll
  static void stop() throws Exception {
    pipeline.close();
  }

  private record Ended(int code, String out, String err) {}

  @Test
  void theLaterReplayEndsTheEarlierOneWhichSaysSo() throws Exception {
    HeldSends.reset();
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "two")) {
      refuse(topics, "a");
      CompletableFuture<Ended> earlier =
          CompletableFuture.supplyAsync(
              () ->
                  replay(
                      topics,
                      "--kafka-config",
                      "interceptor.classes=" + HeldSends.class.getName()));
      HeldSends.awaitHeld();
      Ended later = replay(topics);
      HeldSends.release();

      assertThat(later.code()).as(later.err()).isZero();
      assertThat(later.out()).containsPattern("sent again +" + FRAMES);
      assertThat(earlier.get(60, TimeUnit.SECONDS).code()).isEqualTo(1);
      assertThat(earlier.get().err().strip())
          .doesNotContain("\n")
          .contains("nothing was sent again: another replay on the same topics was started after");
      assertThatEachWasSentAgainOnce(topics, FRAMES);

      Ended again = replay(topics);
      assertThat(again.code()).isZero();
      assertThat(again.out()).containsPattern("sent again before +" + FRAMES);
      assertThatEachWasSentAgainOnce(topics, FRAMES);
    } finally {
      HeldSends.release();
    }
  }

  @Test
  void howeverTheyInterleaveNoFrameIsSentAgainTwice() throws Exception {
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "many")) {
      for (int round = 0; round < ROUNDS; round++) {
        refuse(topics, "camera-" + round);
        List<CompletableFuture<Ended>> both =
            Stream.generate(() -> CompletableFuture.supplyAsync(() -> replay(topics)))
                .limit(2)
                .toList();
        for (CompletableFuture<Ended> one : both) {
          Ended ended = one.get(60, TimeUnit.SECONDS);
          assertThat(ended.code() == 0 || ended.err().contains("another replay"))
              .as(ended.toString())
              .isTrue();
        }
        assertThat(both).as("one of them ends well").anyMatch(one -> one.join().code() == 0);
        assertThatEachWasSentAgainOnce(topics, (round + 1) * FRAMES);
      }
    }
  }

  /** Frames of the first partition, and a dead letter for each; they repeat into the same one. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic records.
  private static void refuse(HandWritten topics, String camera) throws Exception {
    long from = nextOffset(topics);
    topics.commit(
        Stream.iterate(0, i -> i + 1)
            .limit(FRAMES)
            .map(i -> topics.frame(0, camera, i))
            .toArray(ProducerRecord[]::new));
    topics.commit(
        Stream.iterate(from, i -> i + 1)
            .limit(FRAMES)
            .map(offset -> topics.letter(0, camera, offset))
            .toArray(ProducerRecord[]::new));
  }

  /** Replays that were undone have left offsets without a frame. */
  private static long nextOffset(HandWritten topics) throws Exception {
    try (TopicOffsets offsets = TopicOffsets.open(topics.access())) {
      return offsets.stableEnds(topics.access().nameOf(Topics.FRAMES)).get(0);
    }
  }

  private static void assertThatEachWasSentAgainOnce(HandWritten topics, int frames)
      throws Exception {
    List<String> marks =
        topics.frames().stream()
            .map(frame -> frame.headers().lastHeader("frameflow-replay-of"))
            .filter(mark -> mark != null)
            .map(Header::value)
            .map(value -> new String(value, StandardCharsets.UTF_8))
            .toList();
    assertThat(marks).hasSize(frames).doesNotHaveDuplicates();
  }

  private static Ended replay(HandWritten topics, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Frameflow.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                topics.flags(
                    Stream.concat(Stream.of("dead-letters", "replay", "--all"), Stream.of(more))
                        .toArray(String[]::new)));
    return new Ended(code, out.toString(), err.toString());
  }
}
