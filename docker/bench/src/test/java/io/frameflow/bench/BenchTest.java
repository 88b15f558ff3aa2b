package io.frameflow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BenchTest {

  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return Bench.commandLine().setErr(new PrintWriter(err)).execute(args);
  }

  @Test
  void withoutAGpuOneLineSaysSo() {
    assumeThat(Path.of("/proc/driver/nvidia/version")).doesNotExist();
    assertThat(execute("bench", "gpu")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("frameflow bench gpu: no NVIDIA GPU here")
        .hasLineCount(1);
  }

  @Test
  void refusesAnotherDevice() {
    assertThat(execute("bench", "gpu", "--device", "tpu")).isEqualTo(2);
    assertThat(err.toString()).contains("--device", "tpu");
  }

  @Test
  void refusesABatchOfNone() {
    assertThat(execute("bench", "gpu", "--device", "cpu", "--largest-batch", "0")).isEqualTo(1);
    assertThat(err.toString()).contains("--largest-batch must be at least 1");
  }
}
