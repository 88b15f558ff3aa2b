package io.frameflow.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.standalone.soak.Limit.Finding;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LimitTest {
  private static final Limit FLAT = Limit.perTenThousand(Quantity.RESIDENT, .01);

  @Test
  void aSlowLeakIsFoundUnderNoiseThatIsLarger() {
    long seed = 5;
    Random random = new Random(seed);
    List<MemorySample> leaking =
        MemorySeries.of(96, i -> 1_000_000 + 1_500 * i + random.nextInt(30_000), i -> 50);

    Finding finding = FLAT.check(leaking);

    assertThat(finding.grown()).as("seed %d", seed).isCloseTo(.015, within(.002));
    assertThat(finding.holds()).isFalse();
  }

  @Test
  void noiseAloneIsNoLeak() {
    long seed = 6;
    Random random = new Random(seed);
    List<MemorySample> noisy =
        MemorySeries.of(96, i -> 1_000_000 + random.nextInt(30_000), i -> 50);

    assertThat(FLAT.check(noisy).holds()).as("seed %d", seed).isTrue();
  }

  @Test
  void aFewOddSamplesDecideNothing() {
    List<MemorySample> odd =
        MemorySeries.of(96, i -> i % 10 == 9 ? 2_000_000 : 1_000_000, i -> i == 95 ? 90 : 50);

    assertThat(FLAT.check(odd).grown()).isZero();
    assertThat(Limit.count(Quantity.THREADS, 0).check(odd).holds()).isTrue();
  }

  @Test
  void oneThreadMoreIsTooMany() {
    List<MemorySample> samples = MemorySeries.of(20, i -> 1_000_000, i -> i < 10 ? 50 : 51);

    Finding finding = Limit.count(Quantity.THREADS, 0).check(samples);

    assertThat(finding.grown()).isEqualTo(1);
    assertThat(finding.holds()).isFalse();
  }

  @Test
  void ofTooFewSamplesNoLimitHolds() {
    List<MemorySample> flat = MemorySeries.of(6, i -> 1_000_000, i -> 50);

    assertThat(FLAT.check(flat).holds()).isTrue();
    assertThat(FLAT.check(flat.subList(0, 5)).holds()).isFalse();
    assertThat(FLAT.check(List.of()).holds()).isFalse();
  }

  @Test
  void growthInAllIsRelatedToTheLevelAfterWarmUp() {
    List<MemorySample> samples = MemorySeries.of(20, i -> i < 10 ? 1000 : 1060, i -> 50);

    Finding finding = Limit.inAll(Quantity.RESIDENT, .05).check(samples);

    assertThat(finding.grown()).isCloseTo(.06, within(1e-9));
    assertThat(finding.holds()).isFalse();
    assertThat(Limit.inAll(Quantity.RESIDENT, .07).check(samples).holds()).isTrue();
  }
}
