package io.frameflow.train.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearSvmsTest {
  private static final LinearSvms TWO =
      new LinearSvms(
          List.of(
              new LinearSvms.ClassSvm("cat", .5f, new float[] {1, -2}),
              new LinearSvms.ClassSvm("dog", -1, new float[] {0, .25f})));

  @TempDir Path temp;

  @Test
  void aMarginIsTheWeightedSumAndTheBias() {
    assertThat(TWO.margins(new float[] {3, 2})).containsExactly(-.5f, -.5f);
    assertThat(TWO.margins(new float[] {0, 8})).containsExactly(-15.5f, 1f);
    assertThat(TWO.labels()).containsExactly("cat", "dog");
    assertThat(TWO.featureSize()).isEqualTo(2);
  }

  @Test
  void theyAreReadAsTheyWereWritten() throws IOException {
    Path file = temp.resolve("svms.json");
    TWO.write(file);
    LinearSvms read = LinearSvms.read(file);

    assertThat(read.labels()).isEqualTo(TWO.labels());
    assertThat(read.margins(new float[] {.1f, .7f})).isEqualTo(TWO.margins(new float[] {.1f, .7f}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "{}",
        "[]",
        "[null]",
        "[{\"label\": \"cat\"}]",
        "[{\"label\": \"cat\", \"bias\": 0, \"weights\": [1, 2]},"
            + " {\"label\": \"dog\", \"bias\": 0, \"weights\": [1]}]"
      })
  void aFileThatHoldsSomethingElseIsNamed(String content) throws IOException {
    Path file = temp.resolve("svms.json");
    Files.writeString(file, content);
    assertThatThrownBy(() -> LinearSvms.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": holds no classifiers");
  }
}
