package io.frameflow.train.runs;

import io.frameflow.train.solver.StepListener;
import io.frameflow.train.solver.StepResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measures of every step, as a CSV file and for the loss curve. */
final class MetricsLog implements StepListener, AutoCloseable {

  /** One step's row. */
  record Row(int step, float rate, StepResult result, float milliseconds) {}

  private static final String HEADER =
      "step,learning_rate,class_loss,box_loss,accuracy,gradient_norm,milliseconds";

  private final BufferedWriter out;
  private final List<Row> rows = new ArrayList<>();

  private MetricsLog(BufferedWriter out) {
    this.out = out;
  }

  /**
   * Opens the log; rows of steps before {@code firstStep} stay, later ones are dropped, for they
   * will be taken again.
   *
   * @throws IOException if an existing file is no such log; the message names file and line
   */
  static MetricsLog open(Path file, int firstStep) throws IOException {
    List<Row> kept = new ArrayList<>();
    if (firstStep > 0 && Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 1; i < lines.size(); i++) {
        Row row = parse(file, i + 1, lines.get(i));
        if (row.step() < firstStep) {
          kept.add(row);
        }
      }
    }
    MetricsLog log = new MetricsLog(Files.newBufferedWriter(file));
    log.out.write(HEADER + "\n");
    for (Row row : kept) {
      log.add(row);
    }
    log.out.flush();
    return log;
  }

  @Override
  public void stepDone(int step, StepResult result, float rate, long nanos) throws IOException {
    add(new Row(step, rate, result, nanos / 1e6f));
    out.flush();
  }

  List<Row> rows() {
    return rows;
  }

  private void add(Row row) throws IOException {
    rows.add(row);
    StepResult result = row.result();
    out.write(
        "%d,%s,%s,%s,%s,%s,%s%n"
            .formatted(
                row.step(),
                row.rate(),
                result.classLoss(),
                result.boxLoss(),
                result.accuracy(),
                result.gradientNorm(),
                String.format(Locale.ROOT, "%.1f", row.milliseconds())));
  }

  private static Row parse(Path file, int line, String text) throws IOException {
    String[] cells = text.split(",", -1);
    try {
      return new Row(
          Integer.parseInt(cells[0]),
          Float.parseFloat(cells[1]),
          new StepResult(
              Float.parseFloat(cells[2]),
              Float.parseFloat(cells[3]),
              Float.parseFloat(cells[4]),
              Float.parseFloat(cells[5])),
          Float.parseFloat(cells[6]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(
          "%s line %d is no row of a training log: %s".formatted(file, line, text), e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
