package io.frameflow.detector.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonMaximumSuppressionTest {

  @Test
  void nothingStaysNothing() {
    assertThat(NonMaximumSuppression.keep(Boxes.EMPTY, new float[0], 0.5f)).isEmpty();
  }

  @Test
  void equalScoresGoByIndexAndTheThresholdItselfIsAllowed() {
    Boxes boxes = Boxes.of(0, 0, 2, 2, 1, 0, 3, 2, 0, 0, 2, 2);
    float[] scores = {0.5f, 0.5f, 0.5f};
    assertThat(NonMaximumSuppression.keep(boxes, scores, 1 / 3f)).containsExactly(0, 1);
    assertThat(NonMaximumSuppression.keep(boxes, scores, 0.33f)).containsExactly(0);
    assertThat(NonMaximumSuppression.keep(boxes, scores, 1)).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void equalsTheDefinition(long seed) {
    Random random = new Random(seed);
    int n = random.nextInt(120);
    float[] edges = new float[4 * n];
    float[] scores = new float[n];
    for (int i = 0; i < n; i++) {
      edges[4 * i] = random.nextInt(60);
      edges[4 * i + 1] = random.nextInt(60);
      edges[4 * i + 2] = edges[4 * i] + random.nextInt(40);
      edges[4 * i + 3] = edges[4 * i + 1] + random.nextInt(40);
      scores[i] = random.nextInt(10) / 10f;
    }
    Boxes boxes = Boxes.of(edges);
    float threshold = random.nextFloat();
    assertThat(NonMaximumSuppression.keep(boxes, scores, threshold))
        .as("seed %d, %d boxes, threshold %s", seed, n, threshold)
        .containsExactly(definition(boxes, scores, threshold));
  }

  /** Takes the best box that is left, and strikes out what overlaps it, until nothing is left. */
  private static int[] definition(Boxes boxes, float[] scores, float threshold) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      left.add(i);
    }
    List<Integer> kept = new ArrayList<>();
    while (!left.isEmpty()) {
      int best = left.get(0);
      for (int i : left) {
        best = scores[i] > scores[best] ? i : best;
      }
      kept.add(best);
      int winner = best;
      left.removeIf(i -> i == winner || Iou.of(boxes.get(i), boxes.get(winner)) > threshold);
    }
    return kept.stream().mapToInt(i -> i).toArray();
  }

  @Test
  void countsMustAgree() {
    assertThatThrownBy(() -> NonMaximumSuppression.keep(Boxes.of(0, 0, 1, 1), new float[2], 0.5f))
        .hasMessage("1 boxes, but 2 scores");
  }
}
