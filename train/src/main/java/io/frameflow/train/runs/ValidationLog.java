package io.frameflow.train.runs;

import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.evaluation.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The measurements on validation images along a run, as a CSV file. */
final class ValidationLog {

  /**
   * One measurement; figures are NaN where no validation image shows an object.
   *
   * @param step steps completed by then
   */
  record Row(int step, double map50, double map50Voc07, double map5095) {}

  private static final String HEADER = "step,map50,map50_voc07,map5095";

  private final Path file;
  private final List<Row> rows = new ArrayList<>();

  private ValidationLog(Path file) {
    this.file = file;
  }

  /**
   * Opens the log of a run that goes on after {@code completedSteps}; later rows are dropped, for
   * they will be measured again.
   *
   * @throws IOException if an existing file is no such log; the message names file and line
   */
  static ValidationLog open(Path file, int completedSteps) throws IOException {
    ValidationLog log = new ValidationLog(file);
    if (completedSteps > 0) {
      read(file).stream().filter(row -> row.step() <= completedSteps).forEach(log.rows::add);
    }
    if (!log.rows.isEmpty() || Files.exists(file)) {
      log.write();
    }
    return log;
  }

  /** The rows of a log; none if there is no file. */
  static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 1; i < lines.size(); i++) {
        rows.add(parse(file, i + 1, lines.get(i)));
      }
    }
    return rows;
  }

  void add(int step, EvaluationReport report) throws IOException {
    rows.add(new Row(step, report.map50(), report.map50Voc07(), report.map5095()));
    write();
  }

  List<Row> rows() {
    return rows;
  }

  /** The first of the measurements with the highest mAP@.5. */
  Optional<Row> best() {
    Row best = null;
    for (Row row : rows) {
      if (!Double.isNaN(row.map50()) && (best == null || row.map50() > best.map50())) {
        best = row;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Measurements since the best one. */
  int sinceBest() {
    return rows.size() - best().map(row -> rows.indexOf(row) + 1).orElse(rows.size());
  }

  private void write() throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Row row : rows) {
      text.append(
          "%d,%s,%s,%s\n".formatted(row.step(), row.map50(), row.map50Voc07(), row.map5095()));
    }
    WholeFile.write(file, text.toString());
  }

  private static Row parse(Path file, int line, String text) throws IOException {
    String[] cells = text.split(",", -1);
    try {
      return new Row(
          Integer.parseInt(cells[0]),
          Double.parseDouble(cells[1]),
          Double.parseDouble(cells[2]),
          Double.parseDouble(cells[3]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(
          "%s line %d is no row of a validation log: %s".formatted(file, line, text), e);
    }
  }
}
