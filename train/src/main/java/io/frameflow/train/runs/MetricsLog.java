package io.frameflow.train.runs;

import io.frameflow.detector.files.WholeFile;
import io.frameflow.train.solver.StepListener;
import io.frameflow.train.solver.StepResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measures of every step, as a CSV file and for the loss curve. */
public final class MetricsLog implements StepListener, AutoCloseable {

  /**
   * One step's row.
   *
   * @param step counted from 0
   * @param milliseconds of the step, with the wait for its images
   */
  public record Row(int step, float rate, StepResult result, float milliseconds) {}

  private static final String HEADER =
      "step,learning_rate,class_loss,box_loss,accuracy,gradient_norm,milliseconds";

  private final Path file;
  private final FileChannel out;
  private final List<Row> rows = new ArrayList<>();

  private MetricsLog(Path file, FileChannel out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Opens the log; rows of steps before {@code firstStep} stay, later ones are dropped, for they
   * will be taken again.
   *
   * @throws IOException if an existing file is no such log; the message names file and line
   */
  static MetricsLog open(Path file, int firstStep) throws IOException {
    List<Row> kept =
        firstStep > 0
            ? read(file).stream().filter(row -> row.step() < firstStep).toList()
            : List.of();
    StringBuilder begin = new StringBuilder(HEADER).append('\n');
    kept.forEach(row -> begin.append(line(row)));
    WholeFile.write(file, begin.toString());
    MetricsLog log = new MetricsLog(file, FileChannel.open(file, StandardOpenOption.APPEND));
    log.rows.addAll(kept);
    return log;
  }

  /**
   * The rows of a log; none if there is no file.
   *
   * @throws IOException if the file is no such log; the message names file and line
   */
  public static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    if (Files.exists(file)) {
      // What follows the last line break is a row that a full disk or a crash cut off.
      String[] lines = Files.readString(file).split("\\R", -1);
      for (int i = 1; i < lines.length - 1; i++) {
        rows.add(parse(file, i + 1, lines[i]));
      }
    }
    return rows;
  }

  @Override
  public void stepDone(int step, StepResult result, float rate, long nanos) throws IOException {
    Row row = new Row(step, rate, result, nanos / 1e6f);
    rows.add(row);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line(row).getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new IOException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Forces the rows to the disk: a checkpoint must never know of steps that the log lacks. */
  void force() throws IOException {
    out.force(false);
  }

  List<Row> rows() {
    return rows;
  }

  private static String line(Row row) {
    StepResult result = row.result();
    return "%d,%s,%s,%s,%s,%s,%s%n"
        .formatted(
            row.step(),
            row.rate(),
            result.classLoss(),
            result.boxLoss(),
            result.accuracy(),
            result.gradientNorm(),
            String.format(Locale.ROOT, "%.1f", row.milliseconds()));
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
