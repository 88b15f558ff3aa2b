package io.frameflow.bench.growth.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.bench.growth.GrowthRow;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Ideal;
import io.frameflow.bench.growth.Sizing;
import io.frameflow.bench.report.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthPlotTest {

  private static final GrowthTable TABLE =
      new GrowthTable(
          "slots",
          "by slots",
          "frames/s",
          Ideal.YIELD,
          List.of(
              new GrowthRow("1 slot", 1, 40, Map.of()),
              new GrowthRow("2 slots", 2, 60, Map.of("p50 ms", Double.NaN))));

  @TempDir private Path folder;

  @Test
  void drawsAChartForEachTable() {
    assertThat(GrowthPlot.draw(List.of(TABLE, TABLE)).getHeight())
        .isEqualTo(2 * GrowthPlot.draw(List.of(TABLE)).getHeight());
  }

  @Test
  void noTableIsNoPicture() throws Exception {
    GrowthPlot.write(folder.resolve("growth.png"), List.of());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void jsonHasTheRatiosAndTheSentence() throws Exception {
    Path file = folder.resolve("growth.json");
    Machine machine = new Machine("cpu", Set.of(), 2, 2, 0, "17");
    GrowthReport.of(machine, "m", List.of(TABLE), new Sizing(10, 5, 20, 2, 1, 1)).write(file);
    JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
    JsonNode table = json.path("tables").path(0);
    assertThat(table.path("sentence").asText()).startsWith("bends at 2 slots already");
    assertThat(table.path("rows").path(1).path("perUnit").asDouble()).isEqualTo(.75);
    assertThat(table.path("rows").path(1).path("timesFirst").asDouble()).isEqualTo(1.5);
    assertThat(json.path("sizing").path("cores").asDouble()).isEqualTo(5);
  }

  @Test
  void withoutSizingTheJsonHasNone() throws Exception {
    Path file = folder.resolve("growth.json");
    GrowthReport.of(new Machine("cpu", Set.of(), 2, 2, 0, "17"), "m", List.of(), null).write(file);
    assertThat(new ObjectMapper().readTree(Files.readAllBytes(file)).has("sizing")).isFalse();
  }
}
