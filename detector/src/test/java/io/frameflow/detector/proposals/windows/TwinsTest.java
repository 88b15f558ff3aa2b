package io.frameflow.detector.proposals.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwinsTest {

  private final Twins twins = new Twins();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 100, 1000})
  void theFirstOfEqualBoxesStayInTheirOrder(int boxes) {
    // few values, so that there are twins; the long list first, so that its table is used again
    for (long seed : new long[] {1, 2}) {
      float[] edges = new float[4 * (seed == 1 ? 1000 : boxes)];
      Random random = new Random(seed);
      for (int i = 0; i < edges.length; i++) {
        edges[i] = random.nextInt(5) * .5f;
      }
      Set<List<Float>> expected = new LinkedHashSet<>();
      for (int i = 0; i < edges.length; i += 4) {
        expected.add(List.of(edges[i], edges[i + 1], edges[i + 2], edges[i + 3]));
      }

      int size = twins.drop(edges);

      List<Float> left = new ArrayList<>();
      for (float edge : Arrays.copyOf(edges, size)) {
        left.add(edge);
      }
      assertThat(left)
          .as("seed %d", seed)
          .isEqualTo(expected.stream().flatMap(List::stream).toList());
    }
  }
}
