package io.frameflow.detector.proposals.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.boxes.Iou;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSelectionTest {

  /** Scores are multiples of one of the sort's levels, so that its rounding changes nothing. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void equalsPlainGreedySuppression(long seed) {
    Random random = new Random(seed);
    int count = 400;
    float[] windows = new float[4 * count];
    float[] scores = new float[count];
    List<Integer> ranks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float x = random.nextInt(90);
      float y = random.nextInt(70);
      windows[4 * i] = x;
      windows[4 * i + 1] = y;
      windows[4 * i + 2] = Math.min(100, x + 5 + random.nextInt(25));
      windows[4 * i + 3] = Math.min(80, y + 5 + random.nextInt(25));
      scores[i] = random.nextInt(4096);
      ranks.add(i);
    }
    scores[0] = 0;
    scores[1] = 4095;
    ranks.sort((a, b) -> Float.compare(scores[b], scores[a]));
    WindowSelection selection = new WindowSelection();
    for (int most : new int[] {0, 1, 40, count}) {
      List<Integer> expected = new ArrayList<>();
      greedy(windows, ranks, expected, Math.round(.7f * most), .5f * .85f);
      greedy(windows, ranks, expected, most, .65f);
      greedy(windows, ranks, expected, most, .8f);
      int size = selection.select(windows, scores, 100, 80, most, .5f);
      assertThat(Arrays.copyOf(selection.chosen(), size))
          .as("most %d, seed %d", most, seed)
          .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  private static void greedy(
      float[] windows, List<Integer> ranks, List<Integer> chosen, int most, float overlap) {
    for (int window : ranks) {
      if (chosen.size() == most) {
        return;
      }
      if (chosen.stream().noneMatch(other -> iou(windows, window, other) > overlap)) {
        chosen.add(window);
      }
    }
  }

  private static float iou(float[] w, int a, int b) {
    return Iou.of(
        w[4 * a],
        w[4 * a + 1],
        w[4 * a + 2],
        w[4 * a + 3],
        w[4 * b],
        w[4 * b + 1],
        w[4 * b + 2],
        w[4 * b + 3]);
  }
}
