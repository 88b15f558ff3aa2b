package io.frameflow.bench.gpu;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.frameflow.bench.report.BenchReport;
import io.frameflow.detector.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole run on one device.
 *
 * @param device its name
 * @param models one after the other
 */
public record GpuReport(String device, List<BenchReport> models) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Writes all figures as JSON. */
  public void write(Path file) throws IOException {
    WholeFile.write(file, JSON.writeValueAsBytes(this));
  }
}
