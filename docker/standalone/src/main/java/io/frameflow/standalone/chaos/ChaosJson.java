package io.frameflow.standalone.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    json.put("missing", report.audit().missing());
    json.put("doubled", report.audit().doubled());
    json.put("outOfOrder", report.audit().outOfOrder());
    json.put("detected", report.audit().detected());
    json.put("dropped", report.audit().droppedFrames());
    json.put("deadLetters", report.audit().deadLetterFrames());
    json.set("processRestarts", JSON.valueToTree(report.restarts()));
    json.put("diagnosis", report.diagnosis());
    json.set("resubmissions", JSON.valueToTree(report.resubmissions()));
    json.set("leftOut", JSON.valueToTree(report.leftOut()));
    json.set("recoverySeconds", JSON.valueToTree(RecoveryTimes.byKind(report.recoveries())));
    json.set("recoveries", JSON.valueToTree(report.recoveries()));
    JSON.writeValue(file.toFile(), json);
  }
}
