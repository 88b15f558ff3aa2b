package io.frameflow.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyRateTest {

  private static final int BATCH = 8;

  /** Batches of 8 every 800 units: 100 a frame, wherever the first quarter happens to end. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7})
  void countsWholeBatches(int early) {
    List<Long> times = batches(early, 800);
    Collections.shuffle(times, new Random(early));
    assertThat(SteadyRate.nanosPerFrame(array(times), BATCH)).isEqualTo(100);
  }

  @Test
  void leavesTheSlowStartOut() {
    List<Long> times = batches(0, 800);
    for (int i = 0; i < BATCH; i++) {
      times.set(i, times.get(i) - 1_000_000);
    }
    assertThat(SteadyRate.nanosPerFrame(array(times), BATCH)).isEqualTo(100);
  }

  @Test
  void refusesTooFewFrames() {
    assertThatThrownBy(() -> SteadyRate.nanosPerFrame(new long[31], BATCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("31 frames in batches of 8 are too few for a steady rate");
  }

  /** Some frames before, then 12 batches whose frames follow each other at once. */
  private static List<Long> batches(int early, long every) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < early; i++) {
      times.add((long) i);
    }
    for (int i = 0; i < 12 * BATCH; i++) {
      times.add(every * (1 + i / BATCH));
    }
    return times;
  }

  private static long[] array(List<Long> values) {
    return values.stream().mapToLong(value -> value).toArray();
  }
}
