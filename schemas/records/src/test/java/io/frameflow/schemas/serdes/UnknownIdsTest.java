package io.frameflow.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownIdsTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final UnknownIds ids = new UnknownIds(Duration.ofSeconds(10), clock::get);

  @Test
  void anIdIsRememberedForAWhile() {
    ids.add(77);
    assertThat(ids.holds(77)).isTrue();
    assertThat(ids.holds(78)).isFalse();

    clock.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
    assertThat(ids.holds(77)).isTrue();
    clock.addAndGet(1);
    assertThat(ids.holds(77)).isFalse();
  }

  @Test
  void noRegistryCountsFromBelowOne() {
    assertThat(ids.holds(0)).isTrue();
    assertThat(ids.holds(-1)).isTrue();
    assertThat(ids.holds(1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofAFloodOfMadeUpIdsFewAreAskedFor(long seed) {
    Random random = new Random(seed);
    int asked = 0;
    for (int i = 0; i < 10_000; i++) {
      int id = random.nextInt();
      if (!ids.holds(id)) {
        ids.add(id);
        asked++;
      }
    }
    // 16 until it is a flood, 10 running minima, and 20 that a registry could have counted to.
    assertThat(asked).as("seed %d", seed).isLessThan(80);
  }

  @Test
  void inAFloodIdsThatARegistryMayCountToAreStillAskedFor() {
    for (int i = 0; i < 1000; i++) {
      ids.add(5000 + i);
      ids.add(Integer.MAX_VALUE - i);
    }
    assertThat(ids.holds(4999)).isFalse();
    assertThat(ids.holds(6000)).isFalse();
    assertThat(ids.holds(UnknownIds.BEYOND_COUNTING - 1)).isFalse();
    assertThat(ids.holds(Integer.MAX_VALUE - 2000)).isFalse();
  }

  @Test
  void afterAFloodEverythingIsAskedForAgain() {
    for (int i = 0; i < UnknownIds.FLOOD; i++) {
      ids.add(UnknownIds.BEYOND_COUNTING + i);
    }
    assertThat(ids.holds(Integer.MAX_VALUE)).isTrue();

    clock.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(ids.holds(Integer.MAX_VALUE)).isFalse();
  }

  @Test
  void theMemoryIsBounded() {
    for (int id = 1; id <= 20_000; id++) {
      ids.add(id);
    }
    assertThat(ids.holds(10_000)).isFalse();
    assertThat(ids.holds(10_001)).isTrue();
  }
}
