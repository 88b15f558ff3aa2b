package io.frameflow.detector.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxDeltasTest {

  @Test
  void followsThePaper() {
    // centre moves by 5 of 10 pixels, width doubles, height halves
    float[] deltas = BoxDeltas.encode(new Box(0, 0, 10, 20), new Box(0, 10, 20, 20));
    assertThat(deltas[0]).isEqualTo(0.5f);
    assertThat(deltas[1]).isEqualTo(0.25f);
    assertThat(deltas[2]).isCloseTo((float) Math.log(2), within(1e-6f));
    assertThat(deltas[3]).isCloseTo((float) -Math.log(2), within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void decodeUndoesEncode(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      Box proposal = box(random);
      Box truth = box(random);
      float[] deltas = new float[7];
      System.arraycopy(BoxDeltas.encode(proposal, truth), 0, deltas, 3, 4);
      float[] back = BoxDeltas.decode(proposal, deltas, 3);
      float[] expected = {truth.x1(), truth.y1(), truth.x2(), truth.y2()};
      assertThat(back)
          .as("seed %d, %s to %s", seed, proposal, truth)
          .containsExactly(expected, within(0.01f));
    }
  }

  @Test
  void zeroDeltasKeepTheProposal() {
    assertThat(BoxDeltas.decode(new Box(3, 4, 10, 20), new float[4], 0))
        .containsExactly(3, 4, 10, 20);
  }

  @Test
  void hugeDeltasStayFinite() {
    float[] decoded = BoxDeltas.decode(new Box(0, 0, 16, 16), new float[] {0, 0, 500, 1e9f}, 0);
    assertThat(decoded[2] - decoded[0]).isCloseTo(1000, within(0.1f));
    assertThat(decoded[3] - decoded[1]).isCloseTo(1000, within(0.1f));
  }

  @Test
  void emptyBoxesHaveNoDeltas() {
    assertThatThrownBy(() -> BoxDeltas.encode(new Box(1, 1, 1, 5), new Box(0, 0, 2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("non-empty");
    assertThatThrownBy(() -> BoxDeltas.encode(new Box(0, 0, 2, 2), new Box(1, 1, 5, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Box box(Random random) {
    float x = random.nextFloat() * 600;
    float y = random.nextFloat() * 400;
    return new Box(x, y, x + 10 + random.nextFloat() * 200, y + 10 + random.nextFloat() * 200);
  }
}
