package io.frameflow.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BendTest {

  private static final double[] DOUBLING = {1, 2, 4, 8};

  @Test
  void ratiosAreOfTheFirstRow() {
    GrowthTable table = table(Ideal.YIELD, DOUBLING, 50, 100, 190, 300);
    assertThat(table.timesWork(3)).isEqualTo(8);
    assertThat(table.timesFirst(3)).isEqualTo(6);
    assertThat(table.perUnit(3)).isEqualTo(.75);
    assertThat(table.perUnit(0)).isEqualTo(1);
  }

  @Test
  void aYieldBendsWhereANinthOfItIsMissing() {
    GrowthTable table = table(Ideal.YIELD, DOUBLING, 50, 100, 181, 358);
    assertThat(Bend.row(table)).isEqualTo(OptionalInt.of(3));
    assertThat(Bend.sentence(table))
        .isEqualTo(
            "linear up to 4 things; bends at 8 things (7.16 times the first with 8 times as many)");
  }

  @Test
  void exactlyTheLeastIsStillLinear() {
    GrowthTable table = table(Ideal.YIELD, new double[] {1, 2}, 10, 18);
    assertThat(Bend.row(table)).isEmpty();
    assertThat(Bend.sentence(table))
        .isEqualTo(
            "linear up to 2 things, the most measured (1.80 times the first with 2 times as many)");
  }

  @Test
  void aCostBendsWhereAUnitOfItGetsDearer() {
    // by unit 1, 1, 1.1 (within 1 / .9) and 1.25
    GrowthTable table = table(Ideal.COST, DOUBLING, 10, 20, 44, 100);
    assertThat(Bend.row(table)).isEqualTo(OptionalInt.of(3));
    assertThat(Bend.sentence(table))
        .isEqualTo(
            "no worse than linear up to 4 things; bends at 8 things (10.00 times the first at 8.0"
                + " times the work)");
  }

  @Test
  void aCostThatHardlyGrowsIsSaidToBeLevel() {
    GrowthTable table = table(Ideal.COST, DOUBLING, 10, 9, 11, 12);
    assertThat(Bend.sentence(table))
        .isEqualTo(
            "level up to 4 things, no worse than linear up to 8 things, the most measured (1.20"
                + " times the first at 8.0 times the work)");
  }

  @Test
  void whatShouldNotChangeBendsWhereItFalls() {
    GrowthTable level = table(Ideal.LEVEL, DOUBLING, 60, 80, 82, 81);
    assertThat(Bend.sentence(level))
        .isEqualTo("level up to 8 things, the most measured (1.35 times the first)");
    GrowthTable falling = table(Ideal.LEVEL, DOUBLING, 80, 60, 60, 50);
    assertThat(Bend.sentence(falling))
        .isEqualTo("bends at 2 things already (0.75 times the first)");
  }

  @Test
  void aRowThatRecoversDoesNotHideTheFirstBend() {
    assertThat(Bend.row(table(Ideal.YIELD, DOUBLING, 10, 15, 40, 80))).isEqualTo(OptionalInt.of(1));
  }

  @Test
  void oneRowCannotBend() {
    assertThat(Bend.sentence(table(Ideal.YIELD, new double[] {1}, 5)))
        .isEqualTo(
            "linear up to 1 things, the most measured (1.00 times the first with 1 times as many)");
  }

  @Test
  void refusesWhatHasNoRatio() {
    assertThatThrownBy(() -> new GrowthRow("8 slots", 8, 0, Map.of()))
        .hasMessage("8 slots: work and figure must be above 0, but are 8.0 and 0.0");
    assertThatThrownBy(() -> new GrowthRow("8 slots", 8, Double.NaN, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table(Ideal.COST, new double[] {2, 1}, 1, 1))
        .hasMessage("table t: 1 things comes after 2 things, which is more work");
    assertThatThrownBy(() -> table(Ideal.COST, new double[0])).hasMessage("table t has no row");
  }

  private static GrowthTable table(Ideal ideal, double[] work, double... figures) {
    List<GrowthRow> rows =
        IntStream.range(0, work.length)
            .mapToObj(
                i -> new GrowthRow("%.0f things".formatted(work[i]), work[i], figures[i], Map.of()))
            .toList();
    return new GrowthTable("t", "a title", "ms", ideal, rows);
  }
}
