package io.frameflow.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.measuring.Row;
import io.frameflow.bench.measuring.Spread;
import io.frameflow.bench.stages.Stage.Absentee;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageTableTest {

  @Test
  void showsFiguresUnderTheirNamesAndWhyAPeerIsMissing() {
    Spread millis = new Spread(30, 31, 32.04, 33, 40);
    Row row =
        new Row(
            "Frameflow", "fp32", Role.OURS, 5, millis, new Spread(1, 1, 1, 1, 1), 45.7, .67, "ok");
    StageReport stage =
        new StageReport(
            "heads",
            "the heads",
            List.of(row),
            List.of(new Absentee("libtorch", "bf16", "no natives")));
    List<String> lines = StageTable.of(stage).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("heads: the heads");
    assertThat(lines.get(1).split(" {2,}"))
        .containsExactly(
            "",
            "Frameflow",
            "fp32",
            "32.0",
            "31.0 .. 33.0",
            "31.2",
            "1.00",
            "1.00 .. 1.00",
            "45.7",
            "67 %",
            "ok");
    assertThat(lines.get(2)).startsWith("  libtorch").endsWith("not available: no natives");
    assertThat(lines.get(1).indexOf("45.7") + 4).isEqualTo(StageTable.head().indexOf("GMAC/s") + 6);
  }

  @Test
  void aDelayHasNoRate() {
    Spread millis = new Spread(200, 220, 250, 260, 300);
    Row row =
        new Row("p99", "fp32", Role.DELAY, 5, millis, new Spread(2, 2, 2, 2, 2), 0, null, "ok");
    StageReport stage = new StageReport("latency", "a frame's way", List.of(row), List.of());
    assertThat(StageTable.of(stage).lines().skip(1).findFirst().orElseThrow().split(" {2,}"))
        .containsExactly("", "p99", "fp32", "250", "220 .. 260", "2.00", "2.00 .. 2.00", "ok");
  }

  @Test
  void keepsThreeDigits() {
    assertThat(StageTable.number(1234.5)).isEqualTo("1235");
    assertThat(StageTable.number(12.345)).isEqualTo("12.3");
    assertThat(StageTable.number(1.2345)).isEqualTo("1.23");
    assertThat(StageTable.number(.012345)).isEqualTo("0.012");
  }
}
