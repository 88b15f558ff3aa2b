package io.frameflow.train.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

  @Test
  void aLogGetsALinePerTenth() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Progress progress =
        Progress.lines("work", 1000, new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
      for (int i = 0; i < 1000; i++) {
        progress.step();
      }
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .hasSize(10)
        .startsWith("work: 100/1000")
        .endsWith("work: 1000/1000");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void fewStepsGetALineEach(int total) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Progress progress =
        Progress.lines("work", total, new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
      for (int i = 0; i < total; i++) {
        progress.step();
      }
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(total);
  }
}
