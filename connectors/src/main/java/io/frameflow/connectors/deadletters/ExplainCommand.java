package io.frameflow.connectors.deadletters;

import static io.frameflow.connectors.terminal.Printable.printable;

import io.frameflow.connectors.access.AccessFlags;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.FramePosition;
import io.frameflow.connectors.terminal.ReadProgress;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code frameflow dead-letters explain}: everything about one frame that was refused. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Says why a frame was refused, what its record holds, and what to do. Positions are those"
            + " of the frames topic, as the list names them.")
final class ExplainCommand implements Callable<Integer> {

  private static final int MOST_HEADER_BYTES = 64;

  @Spec private CommandSpec spec;
  @Mixin private AccessFlags access;

  @Parameters(
      paramLabel = "PARTITION:OFFSET",
      converter = FramePosition.Text.class,
      description = "The frame, also written PARTITION@OFFSET.")
  private FramePosition position;

  @Override
  public Integer call() throws IOException {
    KafkaAccess cluster = access.access();
    ReadProgress progress = ReadProgress.on(spec.commandLine().getErr());
    List<Letter> letters = new ArrayList<>();
    new LetterReader(cluster, progress)
        .readAll(
            letter -> {
              if (letter.frame().equals(position)) {
                letters.add(letter);
              }
            });
    if (letters.isEmpty()) {
      throw new IOException(
          "no dead letter is about %s; what became of it, tells: frameflow audit --from-offset"
                  .formatted(position)
              + " %d:%d --to-offset %d:%d"
                  .formatted(
                      position.partition(),
                      position.offset(),
                      position.partition(),
                      position.offset() + 1));
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Letter letter : letters) {
      explain(letter.value(), letter.place(), out);
    }
    source(cluster, letters.get(0).value(), out);
    FramePosition replayed = ReplayMark.find(cluster, Set.of(position), progress).get(position);
    say(out, "sent again", replayed == null ? "no" : "as " + replayed);
    say(out, "what to do", ReasonAdvice.on(letters.get(0).value().getReason()));
    out.flush();
    return 0;
  }

  private void explain(DeadLetter letter, String place, PrintWriter out) {
    say(out, "frame", position + " of " + printable(letter.getTopic()));
    say(out, "camera", letter.getCameraId() == null ? "unknown" : printable(letter.getCameraId()));
    say(out, "reason", letter.getReason().name());
    say(out, "message", printable(letter.getMessage()));
    say(out, "arrived", letter.getRecordedAt().toString());
    say(out, "refused", letter.getFailedAt().toString());
    say(out, "letter", place);
    for (Map.Entry<String, ByteBuffer> header : new TreeMap<>(letter.getHeaders()).entrySet()) {
      say(out, "header", printable(header.getKey()) + " = " + shown(header.getValue()));
    }
  }

  /** Text as text, anything else as hexadecimal digits. */
  private static String shown(ByteBuffer value) {
    byte[] bytes = new byte[Math.min(MOST_HEADER_BYTES, value.remaining())];
    value.duplicate().get(bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    String more = value.remaining() > bytes.length ? "..., " + value.remaining() + " bytes" : "";
    boolean isText = printable(text).equals(text) && text.indexOf('\uFFFD') < 0;
    return (isText ? text : RecordLook.hex(bytes)) + more;
  }

  private void source(KafkaAccess cluster, DeadLetter letter, PrintWriter out) throws IOException {
    if (!letter.getTopic().equals(cluster.nameOf(Topics.FRAMES))) {
      say(out, "record", "is of another topic; name its first part with --topic-prefix");
      return;
    }
    boolean[] kept = {false};
    SourceRecords.read(
        cluster,
        Set.of(position),
        (frame, record) -> {
          kept[0] = true;
          byte[] key = record.key();
          say(out, "record", "is still in the frames topic");
          say(
              out,
              "record's key",
              key == null ? "none" : printable(new String(key, StandardCharsets.UTF_8)));
          for (String line : RecordLook.at(cluster, record.value())) {
            say(out, "record's value", line);
          }
        });
    if (kept[0]) {
      return;
    }
    if (letter.getPayload() == null) {
      say(out, "record", "is no longer in the frames topic, and the letter has no payload");
      return;
    }
    say(out, "record", "is no longer in the frames topic; the letter has its value");
    byte[] payload = new byte[letter.getPayload().remaining()];
    letter.getPayload().duplicate().get(payload);
    for (String line : RecordLook.at(cluster, payload)) {
      say(out, "payload", line);
    }
  }

  private static void say(PrintWriter out, String what, String line) {
    out.println("%-16s%s".formatted(what, line));
  }
}
