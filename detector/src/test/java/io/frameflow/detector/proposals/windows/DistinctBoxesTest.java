package io.frameflow.detector.proposals.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctBoxesTest {

  private static final long SEED = 7;

  private final DistinctBoxes distinct = new DistinctBoxes();

  /** Few values, so that most boxes repeat; then fewer boxes, where the table is too large. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 16, 500, 3})
  void theFirstOfEqualBoxesStays(int count) {
    Random random = new Random(SEED);
    for (int round = 0; round < 3; round++) {
      float[] boxes = new float[4 * count];
      Set<List<Float>> expected = new LinkedHashSet<>();
      for (int i = 0; i < boxes.length; i++) {
        boxes[i] = random.nextInt(3) / 4f;
      }
      for (int i = 0; i < boxes.length; i += 4) {
        expected.add(List.of(boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3]));
      }
      float[] kept = distinct.of(boxes);
      List<List<Float>> actual = new ArrayList<>();
      for (int i = 0; i < kept.length; i += 4) {
        actual.add(List.of(kept[i], kept[i + 1], kept[i + 2], kept[i + 3]));
      }
      assertThat(actual).as("seed %d", SEED).containsExactlyElementsOf(expected);
    }
  }
}
