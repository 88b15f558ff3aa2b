package io.frameflow.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuNameTest {

  @TempDir private Path folder;

  @Test
  void namesAllCards() throws IOException {
    card("0000:41:00.0", "Model: \t\t NVIDIA H200\nIRQ:   \t\t 150\n");
    card("0000:81:00.0", "Model: \t\t NVIDIA L4\n");
    assertThat(GpuName.of(folder)).isEqualTo("NVIDIA H200, NVIDIA L4");
  }

  @Test
  void aDriverThatTellsNothingLeavesTheMaker() throws IOException {
    assertThat(GpuName.of(folder)).isEqualTo("NVIDIA GPU");
    assertThat(GpuName.of(folder.resolve("absent"))).isEqualTo("NVIDIA GPU");
  }

  private void card(String name, String information) throws IOException {
    Files.writeString(
        Files.createDirectory(folder.resolve(name)).resolve("information"), information);
  }
}
