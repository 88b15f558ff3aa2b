package io.frameflow.connectors.audit;

import io.frameflow.connectors.access.AccessFlags;
import io.frameflow.connectors.access.ClusterCheck;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.FramePosition;
import io.frameflow.connectors.reading.TopicOffsets;
import io.frameflow.connectors.terminal.ReadProgress;
import io.frameflow.connectors.terminal.Since;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code frameflow audit}: whether every frame became exactly one record. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Reads frames, detections and dead letters as a reader of committed records, and says"
            + " whether every frame has exactly one record, in order per camera.",
    footer = {
      "",
      "Exit code 0: complete. 1: not complete, or the cluster does not answer. 2: wrong flags.",
    })
public final class AuditCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private AccessFlags access;

  @Option(
      names = "--from-offset",
      paramLabel = "PARTITION:OFFSET",
      converter = FramePosition.Text.class,
      description = "First frame of a partition; repeatable (default: the oldest).")
  private List<FramePosition> from = List.of();

  @Option(
      names = "--to-offset",
      paramLabel = "PARTITION:OFFSET",
      converter = FramePosition.Text.class,
      description =
          "First frame of a partition that is no longer meant; repeatable (default: its end).")
  private List<FramePosition> to = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Since.class,
      description =
          "Frames that arrived in Kafka since then: 15min, 2h, 1d or 2026-05-04T12:00:00Z.")
  private Instant since;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "Wait at most so long until no frame is missing (default: do not).")
  private double patience;

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "" + Audit.EXAMPLES,
      description = "Findings of each kind that are named (default: ${DEFAULT-VALUE}).")
  private int examples;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON to FILE.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    checkFlags();
    Map<Integer, Long> first = offsets("--from-offset", from);
    Map<Integer, Long> last = offsets("--to-offset", to);
    KafkaAccess cluster = access.access();
    PrintWriter err = spec.commandLine().getErr();
    AuditReport report;
    try (Audit audit =
        Audit.open(cluster, range(cluster, first, last), examples, ReadProgress.on(err))) {
      report = audit.await(Duration.ofNanos((long) (patience * 1e9)));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(report.text());
    out.flush();
    if (json != null) {
      report.write(json);
    }
    return report.complete() ? 0 : 1;
  }

  private void checkFlags() {
    if (!(patience >= 0 && patience < 1e9)) {
      throw wrong("--wait " + patience + " is not a number of seconds from 0");
    }
    if (examples < 0 || examples > 1_000_000) {
      throw wrong("--examples " + examples + " is not within 0..1000000");
    }
    if (since != null && !from.isEmpty()) {
      throw wrong("--since and --from-offset exclude each other");
    }
  }

  private AuditRange range(KafkaAccess cluster, Map<Integer, Long> first, Map<Integer, Long> last)
      throws IOException {
    if (since == null) {
      return new AuditRange(first, last);
    }
    ClusterCheck.requireTopics(cluster, List.of(Topics.FRAMES));
    try (TopicOffsets offsets = TopicOffsets.open(cluster)) {
      return new AuditRange(offsets.since(cluster.nameOf(Topics.FRAMES), since), last);
    }
  }

  private Map<Integer, Long> offsets(String flag, List<FramePosition> positions) {
    Map<Integer, Long> offsets = new HashMap<>();
    for (FramePosition position : positions) {
      if (offsets.put(position.partition(), position.offset()) != null) {
        throw wrong("%s names partition %d twice".formatted(flag, position.partition()));
      }
    }
    return offsets;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
