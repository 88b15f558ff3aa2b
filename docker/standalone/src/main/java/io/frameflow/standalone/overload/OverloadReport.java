package io.frameflow.standalone.overload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an overload came to.
 *
 * @param audit the audit's own text
 * @param cameras each camera's part
 * @param checks every promise
 */
record OverloadReport(String audit, List<CameraRow> cameras, List<Check> checks) {

  boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }

  String text() {
    return audit
        + "\n\n"
        + CameraRow.HEAD
        + "\n"
        + cameras.stream().map(CameraRow::row).collect(Collectors.joining("\n"))
        + "\n\n"
        + checks.stream().map(Check::row).collect(Collectors.joining("\n"));
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.toFile(), Map.of("holds", holds(), "cameras", cameras, "checks", checks));
  }
}
