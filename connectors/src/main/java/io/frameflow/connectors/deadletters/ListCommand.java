package io.frameflow.connectors.deadletters;

import static io.frameflow.connectors.terminal.Printable.printable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.frameflow.connectors.access.AccessFlags;
import io.frameflow.connectors.reading.RecordJson;
import io.frameflow.connectors.terminal.ReadProgress;
import io.frameflow.schemas.DeadLetterReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code frameflow dead-letters list}: a line each. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the newest dead letters, a line each, the oldest of them first.")
final class ListCommand implements Callable<Integer> {

  private static final Comparator<Letter> BY_TIME =
      Comparator.<Letter, Instant>comparing(letter -> letter.value().getFailedAt())
          .thenComparing(Letter::frame);

  @Spec private CommandSpec spec;
  @Mixin private AccessFlags access;
  @Mixin private LetterFilter filter;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most the newest N (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--json",
      description = "One JSON object a line, with every field but the payload's bytes.")
  private boolean json;

  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public Integer call() throws IOException {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit " + limit + " is below 1");
    }
    PriorityQueue<Letter> newest = new PriorityQueue<>(BY_TIME);
    Map<DeadLetterReason, Long> counts = new EnumMap<>(DeadLetterReason.class);
    PrintWriter err = spec.commandLine().getErr();
    LetterReader reader = new LetterReader(access.access(), ReadProgress.on(err));
    reader.readAll(
        letter -> {
          if (filter.accepts(letter.value())) {
            counts.merge(letter.value().getReason(), 1L, Long::sum);
            newest.add(letter.withoutPayload());
            if (newest.size() > limit) {
              newest.poll();
            }
          }
        });
    List<Letter> shown = new ArrayList<>(newest);
    shown.sort(BY_TIME);
    PrintWriter out = spec.commandLine().getOut();
    for (Letter letter : shown) {
      out.println(json ? mapper.writeValueAsString(json(letter)) : line(letter));
    }
    out.flush();
    err.println(summary(counts, shown.size(), reader.malformed()));
    err.flush();
    return 0;
  }

  static String line(Letter letter) {
    return "%s  %-18s %-18s  %s: %s"
        .formatted(
            letter.value().getFailedAt().truncatedTo(ChronoUnit.SECONDS),
            letter.frame(),
            letter.value().getCameraId() == null
                ? "(no camera)"
                : printable(letter.value().getCameraId()),
            letter.value().getReason(),
            printable(letter.value().getMessage()));
  }

  private static ObjectNode json(Letter letter) {
    ObjectNode node = RecordJson.of(letter.value());
    node.remove("payload");
    node.put("payloadBytes", letter.payloadBytes());
    node.put("letter", letter.place());
    return node;
  }

  private static String summary(Map<DeadLetterReason, Long> counts, int shown, long malformed) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    String reasons =
        counts.entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%,d %s", e.getValue(), e.getKey()))
            .collect(Collectors.joining(", ", ": ", ""));
    return String.format(Locale.ROOT, "%,d dead letter%s", all, all == 1 ? "" : "s")
        + (all == 0 ? "" : reasons)
        + (shown < all ? "; the newest %d are listed, --limit lists more".formatted(shown) : "")
        + (malformed == 0 ? "" : "; %d records of the topic cannot be read".formatted(malformed));
  }
}
