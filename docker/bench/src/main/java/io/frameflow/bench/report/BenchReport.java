package io.frameflow.bench.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.frameflow.detector.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole run.
 *
 * @param machine where
 * @param model name, version and start of the hash
 * @param pictures frames that were worked on
 * @param stages in the order in which they were measured
 */
public record BenchReport(
    Machine machine, String model, String pictures, List<StageReport> stages) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Writes all figures as JSON. */
  public void write(Path file) throws IOException {
    WholeFile.write(file, JSON.writeValueAsBytes(this));
  }
}
