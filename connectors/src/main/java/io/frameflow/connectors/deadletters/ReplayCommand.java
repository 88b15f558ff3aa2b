package io.frameflow.connectors.deadletters;

import io.frameflow.connectors.access.AccessFlags;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.FramePosition;
import io.frameflow.connectors.terminal.ReadProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code frameflow dead-letters replay}: once the cause is mended. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Writes the source records of dead letters to the frames topic again, as they were, in one"
            + " transaction. Each gets a header "
            + ReplayMark.HEADER
            + " with its original's position; what was sent again before is left out.",
    footer = {
      "",
      "Exit code 0: all that was chosen was sent, now or before. 1: some could not be, or a"
          + " failure",
      "(then nothing was sent). 2: wrong flags.",
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private AccessFlags access;
  @Mixin private LetterFilter filter;

  @Parameters(
      paramLabel = "PARTITION:OFFSET",
      arity = "0..*",
      converter = FramePosition.Text.class,
      description = "Frames to send again; else all that the flags choose.")
  private List<FramePosition> positions = List.of();

  @Option(names = "--all", description = "Choose every dead letter.")
  private boolean all;

  @Option(names = "--again", description = "Also what was sent again before.")
  private boolean again;

  @Option(names = "--dry-run", description = "Only say what would be sent.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    if (positions.isEmpty() && filter.isEmpty() && !all) {
      throw new ParameterException(
          spec.commandLine(),
          "choose what to send again: positions, --reason, --camera, --since or --all");
    }
    KafkaAccess cluster = access.access();
    PrintWriter err = spec.commandLine().getErr();
    ReadProgress progress = ReadProgress.on(err);
    Set<FramePosition> wanted = new HashSet<>(positions);
    List<Letter> chosen = new ArrayList<>();
    new LetterReader(cluster, progress)
        .readAll(
            letter -> {
              if (filter.accepts(letter.value())
                  && (positions.isEmpty() || wanted.contains(letter.frame()))) {
                chosen.add(letter.withoutPayload());
              }
            });
    chosen.forEach(letter -> wanted.remove(letter.frame()));
    if (!wanted.isEmpty()) {
      throw new IOException(
          "no dead letter that the flags choose is about %s".formatted(wanted.iterator().next()));
    }
    Replay.Counts counts = new Replay(cluster, progress).run(chosen, again, dryRun);
    PrintWriter out = spec.commandLine().getOut();
    say(out, dryRun ? "to send" : "sent again", counts.sent());
    say(out, "  from payloads", counts.ofPayload());
    say(out, "sent again before", counts.repeated());
    say(out, "no longer kept", counts.gone());
    say(out, "of other topics", counts.otherTopic());
    out.flush();
    return counts.gone() + counts.otherTopic() == 0 ? 0 : 1;
  }

  private static void say(PrintWriter out, String what, long count) {
    out.println(String.format(Locale.ROOT, "%-20s%,10d", what, count));
  }
}
