package io.frameflow.bench.growth.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.frameflow.bench.growth.Bend;
import io.frameflow.bench.growth.GrowthRow;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Ideal;
import io.frameflow.bench.growth.Sizing;
import io.frameflow.bench.report.Machine;
import io.frameflow.detector.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A whole run.
 *
 * @param machine where
 * @param model name, version and start of the hash
 * @param tables in the order in which they were measured
 * @param sizing null if it was not wanted
 */
public record GrowthReport(
    Machine machine,
    String model,
    List<Table> tables,
    @JsonInclude(JsonInclude.Include.NON_NULL) Needs sizing) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** A table with what follows from it. */
  public record Table(
      String name, String title, String figure, Ideal ideal, List<Row> rows, String sentence) {

    static Table of(GrowthTable table) {
      return new Table(
          table.name(),
          table.title(),
          table.figure(),
          table.ideal(),
          IntStream.range(0, table.rows().size()).mapToObj(row -> Row.of(table, row)).toList(),
          Bend.sentence(table));
    }
  }

  /** A row with its ratios. */
  public record Row(
      String label,
      double work,
      double figure,
      double timesWork,
      double timesFirst,
      double perUnit,
      Map<String, Double> details) {

    static Row of(GrowthTable table, int index) {
      GrowthRow row = table.rows().get(index);
      return new Row(
          row.label(),
          row.work(),
          row.figure(),
          table.timesWork(index),
          table.timesFirst(index),
          table.perUnit(index),
          row.details());
    }
  }

  /** Sizing with what follows from it. */
  public record Needs(
      Sizing from,
      double framesPerSecondPerCore,
      double load,
      double cores,
      double bytesPerSecondIn,
      double bytesPerSecondOut) {

    static Needs of(Sizing sizing) {
      return new Needs(
          sizing,
          sizing.framesPerSecondPerCore(),
          sizing.load(),
          sizing.coresNeeded(),
          sizing.bytesPerSecondIn(),
          sizing.bytesPerSecondOut());
    }
  }

  /**
   * Of what was measured.
   *
   * @param sizing null if it was not wanted
   */
  public static GrowthReport of(
      Machine machine, String model, List<GrowthTable> tables, Sizing sizing) {
    return new GrowthReport(
        machine,
        model,
        tables.stream().map(Table::of).toList(),
        sizing == null ? null : Needs.of(sizing));
  }

  /** Writes all figures as JSON. */
  public void write(Path file) throws IOException {
    WholeFile.write(file, JSON.writeValueAsBytes(this));
  }
}
