package io.frameflow.standalone.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.frameflow.connectors.audit.AuditReport;
import java.io.IOException;
import java.nio.file.Path;

/** A report as JSON for machines. */
final class ChaosJson {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ChaosJson() {}

  static void write(ChaosReport report, Path file) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("passed", report.passed());
    json.put("seed", report.options().seed());
    json.put("faults", report.options().faults());
    json.put("taskManagers", report.options().taskManagers());
    json.put("seconds", report.took().toMillis() / 1000.0);
    json.put("frames", report.records());
    report.audit().ifPresent(audit -> put(json, audit));
    json.set("processRestarts", JSON.valueToTree(report.restarts()));
    json.put("diagnosis", report.diagnosis());
    json.set("resubmissions", JSON.valueToTree(report.resubmissions()));
    json.put("interrupted", report.interrupted());
    json.set("withoutEffect", JSON.valueToTree(report.withoutEffect()));
    json.set("leftOut", JSON.valueToTree(report.leftOut()));
    json.set("recoverySeconds", JSON.valueToTree(RecoveryTimes.byKind(report.recoveries())));
    json.set("recoveries", JSON.valueToTree(report.recoveries()));
    JSON.writeValue(file.toFile(), json);
  }

  private static void put(ObjectNode json, AuditReport audit) {
    json.put("missing", audit.missing());
    json.put("doubled", audit.doubled());
    json.put("outOfOrder", audit.outOfOrder());
    json.put("detected", audit.detected());
    json.put("dropped", audit.droppedFrames());
    json.put("deadLetters", audit.deadLetterFrames());
  }
}
