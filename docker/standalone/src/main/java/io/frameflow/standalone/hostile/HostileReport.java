package io.frameflow.standalone.hostile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.frameflow.connectors.audit.AuditReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of a run of hostile records.
 *
 * @param neighbours good frames among them
 * @param jobState Flink's word for it at the end
 * @param restarts how often Flink restarted the job
 * @param wrong records of which something else became than may
 * @param examples some of the wrong ones, a line each
 * @param heapBytes used after a collection, once per round
 * @param took from the first record to the audit
 */
public record HostileReport(
    long seed,
    long records,
    long neighbours,
    String jobState,
    long restarts,
    AuditReport audit,
    List<KindTally> kinds,
    long wrong,
    List<String> examples,
    RefusalTimes.Summary times,
    List<Long> heapBytes,
    Duration took) {

  private static final double MOST_MILLIS_P99 = 50;
  private static final double HEAP_GROWTH = 1.05;

  /** Whether all of it is as promised. */
  public boolean holds() {
    return failures().isEmpty();
  }

  /** What is not as promised, a line each. */
  public List<String> failures() {
    List<String> failures = new ArrayList<>();
    if (restarts != 0 || !jobState.equals("RUNNING")) {
      failures.add("the job is %s after %d restarts".formatted(jobState, restarts));
    }
    if (!audit.complete() || audit.frames() != records + neighbours) {
      failures.add(audit.statement());
    }
    if (wrong > 0) {
      failures.add(wrong + " records did not end as they should, such as: " + examples.get(0));
    }
    if (times.p99() > MOST_MILLIS_P99) {
      failures.add("a refusal takes %.1f ms (p99)".formatted(times.p99()));
    }
    if (!heapIsFlat()) {
      failures.add("the heap grew from %s".formatted(heap()));
    }
    return failures;
  }

  private boolean heapIsFlat() {
    long first = heapBytes.get(0);
    long last = heapBytes.get(heapBytes.size() - 1);
    return last <= first * HEAP_GROWTH;
  }

  private String heap() {
    return heapBytes.stream()
        .map(bytes -> "%.1f".formatted(bytes / 1048576.0))
        .collect(Collectors.joining(", ", "", " MB"));
  }

  /** Table and figures. */
  public String text() {
    StringBuilder text = new StringBuilder(KindTally.header()).append('\n');
    kinds.forEach(kind -> text.append(kind.line()).append('\n'));
    text.append(
        """

        records          %,10d  and %,d good frames between them, seed %d, in %d s
        job              %10s  restarts %d
        accounted for    %s
        wrong endings    %,10d
        time to refuse   %10.2f ms median, p99 %.2f, max %.1f (%s), of %,d records
          processor time %10.2f ms median, p99 %.2f, max %.1f
        heap             %s after each round
        """
            .formatted(
                records,
                neighbours,
                seed,
                took.toSeconds(),
                jobState,
                restarts,
                audit.statement(),
                wrong,
                times.p50(),
                times.p99(),
                times.max(),
                times.slowest(),
                times.count(),
                times.cpuP50(),
                times.cpuP99(),
                times.cpuMax(),
                heap()));
    examples.forEach(line -> text.append("wrong: ").append(line).append('\n'));
    failures().forEach(line -> text.append("FAILED: ").append(line).append('\n'));
    return text.toString();
  }

  /** Writes the figures as JSON. */
  public void write(Path file) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seed", seed);
    json.put("records", records);
    json.put("neighbours", neighbours);
    json.put("seconds", took.toMillis() / 1000.0);
    json.put("jobState", jobState);
    json.put("restarts", restarts);
    json.put("complete", audit.complete());
    json.put("missing", audit.missing());
    json.put("doubled", audit.doubled());
    json.put("outOfOrder", audit.outOfOrder());
    json.put("wrong", wrong);
    json.put("wrongExamples", examples);
    json.put("millisToRefuse", times);
    json.put("heapBytes", heapBytes);
    json.put("holds", holds());
    json.put("failures", failures());
    json.put("kinds", kinds.stream().map(HostileReport::json).toList());
    Files.createDirectories(file.toAbsolutePath().getParent());
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), json);
  }

  private static Map<String, Object> json(KindTally kind) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", kind.kind());
    json.put("expected", kind.expected());
    json.put("sent", kind.sentRecords());
    json.put("detected", kind.detectedRecords());
    json.put("refused", kind.refusedRecords());
    return json;
  }
}
