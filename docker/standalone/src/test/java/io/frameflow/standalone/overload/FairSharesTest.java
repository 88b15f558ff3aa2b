package io.frameflow.standalone.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FairSharesTest {

  @Test
  void whoAsksForLessThanAnEqualShareGetsItAll() {
    assertThat(FairShares.of(Map.of("a", 100L, "b", 100L, "c", 10L), 90))
        .isEqualTo(Map.of("a", 40.0, "b", 40.0, "c", 10.0));
  }

  @Test
  void whereThereIsEnoughEverybodyGetsAll() {
    assertThat(FairShares.of(Map.of("a", 7L, "b", 3L), 10)).isEqualTo(Map.of("a", 7.0, "b", 3.0));
  }

  @Test
  void withoutCamerasThereIsNothingToDivide() {
    assertThat(FairShares.of(Map.of(), 10)).isEmpty();
  }

  @Test
  void withOnePlaceToWaitAFrameIsLostToTheNextOneOfItsCamera() {
    assertThat(FairShares.ofOnePlace(0, 100)).isZero();
    assertThat(FairShares.ofOnePlace(7, 0)).isZero();
    assertThat(FairShares.ofOnePlace(1, 1_000_000)).isCloseTo(1, within(1e-3));
    assertThat(FairShares.ofOnePlace(100, 100)).isCloseTo(100 * (1 - 1 / Math.E), within(1e-9));
    assertThat(FairShares.ofOnePlace(1_000_000, 100)).isCloseTo(100, within(1e-9));
  }

  @Test
  void allIsDividedAndNobodyGetsMoreThanAskedFor() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      Map<String, Long> asked = new TreeMap<>();
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        asked.put("cam-" + i, (long) random.nextInt(1000));
      }
      long all = asked.values().stream().mapToLong(Long::longValue).sum();
      long available = (long) (random.nextDouble() * all);

      Map<String, Double> shares = FairShares.of(asked, available);

      assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
          .as("seed %d", seed)
          .isEqualTo((double) available, within(1e-6));
      shares.forEach(
          (camera, share) ->
              assertThat(share).isLessThanOrEqualTo(asked.get(camera).doubleValue()));
    }
  }
}
