package io.frameflow.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuRequirementsTest {

  private static final List<String> CUDA = List.of("cu121-linux-x86_64");
  private static final List<String> CPU = List.of("cpu-linux-x86_64");

  @TempDir private Path folder;

  @Test
  void withoutADriverNothingElseMatters() {
    assertThat(GpuRequirements.missing(false, CUDA))
        .hasValueSatisfying(line -> assertThat(line).startsWith("no NVIDIA GPU here"));
    assertThat(GpuRequirements.missing(false, CPU))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith("no NVIDIA GPU here")
                    .contains("FRAMEFLOW_CUDA=1 ./frameflow bench gpu")
                    .doesNotContain("\n"));
  }

  @Test
  void aBuildForProcessorsSaysHowToGetTheOther() {
    assertThat(GpuRequirements.missing(true, CPU))
        .hasValueSatisfying(
            line -> assertThat(line).contains("natives for processors alone", "FRAMEFLOW_CUDA=1"));
    assertThat(GpuRequirements.missing(true, List.of())).isPresent();
  }

  @Test
  void nothingIsMissingWithDriverAndNatives() {
    assertThat(GpuRequirements.missing(true, CUDA)).isEmpty();
  }

  @Test
  void theDriverIsItsKernelPartOrItsLibrary() throws IOException {
    Path kernel = folder.resolve("version");
    Path libraries = Files.createDirectory(folder.resolve("lib"));
    assertThat(GpuRequirements.driver(kernel, List.of(libraries))).isFalse();
    Files.createFile(libraries.resolve("libcuda.so.1"));
    assertThat(GpuRequirements.driver(kernel, List.of(folder, libraries))).isTrue();
    assertThat(GpuRequirements.driver(kernel, List.of())).isFalse();
    Files.createFile(kernel);
    assertThat(GpuRequirements.driver(kernel, List.of())).isTrue();
  }
}
