package io.frameflow.detector.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.testmodels.Painting;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedWindowsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void jsonKeepsEveryBit(long seed) {
    LearnedWindows written = TestWindows.random(seed);
    LearnedWindows read = LearnedWindows.fromJson(written.toJson());
    assertThat(read.model()).isEqualTo(written.model());
    Image image = Painting.random(new Random(seed)).image();
    assertThat(read.propose(image, 300)).isEqualTo(written.propose(image, 300));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "format":1          | "format":2        | format must be 1, but is 2
          "workingPixels":19200 | "workingPixels":0 | workingPixels must be positive, but is 0
          "step":0.25,        |                   | step
          "overlap":0.7       | "overlap":1.0     | overlap must be in (0, 1), but is 1.0
          "share":0.2         | "share":-1        | a band's share must be positive, but is -1.0
          "shapes":[0.08,     | "shapes":[        | has 3 numbers
          "biases":[          | "biases":[0.5,    | of 6 hidden units needs 132 weights
          {"format"           | {format           | these are no learned windows
          """)
  void whatIsWrongIsNamed(String valid, String broken, String complaint) {
    String json = TestWindows.random(1).toJson();
    assertThat(json).contains(valid);
    String damaged = json.replace(valid, broken == null ? "" : broken);
    assertThatThrownBy(() -> LearnedWindows.fromJson(damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }
}
