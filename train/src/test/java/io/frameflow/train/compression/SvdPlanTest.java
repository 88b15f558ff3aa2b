package io.frameflow.train.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvdPlanTest {
  private static final double[] SINGULAR_VALUES = {3, 2, 1};

  @Test
  void readsRanksAndEnergiesByLayer() {
    SvdPlan plan = SvdPlan.parse(List.of("fc6=256", "fc7=92.5%"));

    assertThat(plan.choices()).containsOnlyKeys("fc6", "fc7");
    assertThat(plan.choices().get("fc6")).isEqualTo(new RankChoice.Fixed(256));
    assertThat(plan.choices().get("fc7")).isEqualTo(new RankChoice.Energy(.925));
  }

  /** Energies of 3, 2, 1: 9/14 = .64, 13/14 = .93, 1. */
  @Test
  void anEnergyChoosesTheLeastRankThatKeepsIt() {
    assertThat(new RankChoice.Energy(.64).rank("fc6", SINGULAR_VALUES)).isEqualTo(1);
    assertThat(new RankChoice.Energy(.65).rank("fc6", SINGULAR_VALUES)).isEqualTo(2);
    assertThat(new RankChoice.Energy(1).rank("fc6", SINGULAR_VALUES)).isEqualTo(3);
  }

  @Test
  void aRankBeyondTheLayerNamesIt() {
    assertThatThrownBy(() -> new RankChoice.Fixed(4).rank("fc6", SINGULAR_VALUES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fc6 has only 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fc6", "=3", "fc6=", "fc6=0", "fc6=-2", "fc6=x", "fc6=0%", "fc6=101%"})
  void whatCannotBeReadIsQuoted(String word) {
    assertThatThrownBy(() -> SvdPlan.parse(List.of(word)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + word.substring(word.indexOf('=') < 1 ? 0 : 4));
  }

  @Test
  void aLayerIsGivenOnce() {
    assertThatThrownBy(() -> SvdPlan.parse(List.of("fc6=3", "fc6=4")))
        .hasMessageContaining("fc6 is given twice");
  }
}
