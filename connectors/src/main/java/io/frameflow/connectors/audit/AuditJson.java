package io.frameflow.connectors.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A report as JSON, every figure under its own name. */
final class AuditJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private AuditJson() {}

  static void write(AuditReport report, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    MAPPER.writeValue(file.toFile(), of(report));
  }

  static ObjectNode of(AuditReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("complete", report.complete());
    json.put("statement", report.statement());
    json.put("topic", report.topic());
    ObjectNode stretches = json.putObject("stretches");
    report
        .stretches()
        .forEach(
            (partition, stretch) ->
                stretches
                    .putObject(Integer.toString(partition))
                    .put("from", stretch.from())
                    .put("to", stretch.to()));
    json.put("frames", report.frames());
    json.put("detected", report.detected());
    counts(json.putObject("dropped"), report.dropped());
    json.put("unknownOutcomes", report.unknownOutcomes());
    counts(json.putObject("deadLetters"), report.deadLetters());
    json.put("missing", report.missing());
    json.put("doubled", report.doubled());
    json.put("outOfOrder", report.outOfOrder());
    json.put("foreign", report.foreign());
    json.put("malformed", report.malformed());
    json.put("outside", report.outside());
    json.put("expired", report.expired());
    json.putObject("latencyMs")
        .put("p50", report.latency().p50Millis())
        .put("p99", report.latency().p99Millis())
        .put("max", report.latency().maxMillis());
    ObjectNode models = json.putObject("eventsByModel");
    report.eventsByModel().forEach((model, n) -> models.put(model.getSha256(), n));
    var examples = json.putArray("examples");
    for (Finding finding : report.examples()) {
      examples
          .addObject()
          .put("kind", finding.kind().name())
          .put("position", finding.position())
          .put("camera", finding.camera().orElse(null))
          .put("detail", finding.detail());
    }
    var notes = json.putArray("notes");
    report.notes().forEach(notes::add);
    return json;
  }

  private static void counts(ObjectNode json, Map<?, Long> counts) {
    counts.forEach((reason, n) -> json.put(reason.toString(), n));
  }
}
