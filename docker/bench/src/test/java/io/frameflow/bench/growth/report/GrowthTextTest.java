package io.frameflow.bench.growth.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.bench.growth.GrowthRow;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Ideal;
import io.frameflow.bench.growth.Sizing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthTextTest {

  @Test
  void figuresStandUnderTheirNames() {
    GrowthTable table =
        new GrowthTable(
            "proposals",
            "by regions",
            "ms/frame",
            Ideal.COST,
            List.of(
                new GrowthRow("100 proposals", 100, 10, Map.of("a long column", 1.5)),
                new GrowthRow("300 proposals", 300, 20.04, Map.of("a long column", 250.0))));
    List<String> lines = GrowthText.of(table).lines().toList();
    assertThat(lines.get(0)).isEqualTo("proposals: by regions");
    assertThat(lines.get(1).split(" {2,}"))
        .containsExactly("", "ms/frame", "x work", "x first", "per unit", "a long column");
    assertThat(lines.get(2).split(" {2,}"))
        .containsExactly("", "100 proposals", "10.0", "1.00", "1.00", "1.00", "1.50");
    assertThat(lines.get(3).split(" {2,}"))
        .containsExactly("", "300 proposals", "20.0", "3.00", "2.00", "0.67", "250");
    assertThat(lines.subList(1, 4)).extracting(String::length).containsOnly(lines.get(1).length());
    assertThat(lines.get(4))
        .isEqualTo(
            "  no worse than linear up to 300 proposals, the most measured (2.00 times the first"
                + " at 3.0 times the work)");
  }

  @Test
  void sizingShowsWhereItComesFrom() {
    assertThat(GrowthText.of(new Sizing(1000, 5, 80, 2, 35_120.4, 1200)).lines())
        .containsExactly(
            "sizing: 1,000 cameras at 5 frames/s, from one full machine with everything on it",
            "  frames/s per core              40.0   80.0 frames/s on 2 cores",
            "  frames/s of all cameras       5,000   1,000 x 5",
            "  cores                           125   5,000 / 40.0; leave room for peaks",
            "  Kafka in, bytes a frame      35,120   each replica",
            "  Kafka in, MB/s                  176",
            "  Kafka out, bytes a frame      1,200   each replica",
            "  Kafka out, MB/s                6.00");
  }

  @Test
  void aRateMayHaveADecimal() {
    assertThat(GrowthText.of(new Sizing(3, 2.5, 80, 2, 1, 1)))
        .startsWith("sizing: 3 cameras at 2.5 frames/s");
  }
}
