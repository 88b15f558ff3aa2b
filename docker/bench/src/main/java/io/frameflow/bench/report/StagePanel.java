package io.frameflow.bench.report;

import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.measuring.Row;
import io.frameflow.bench.measuring.Spread;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;

/**
 * The bars of one stage: medians with a line from quartile to quartile, names and numbers beside
 * them. XChart's horizontal bars leave out the names that it finds too close to each other.
 */
final class StagePanel {

  static final int WIDTH = 900;

  private static final int NAMES = 280;
  private static final int NUMBERS = 130;
  private static final int HEAD = 34;
  private static final int BAR = 24;
  private static final int GAP = 6;
  private static final int MARGIN = 12;
  private static final int SIZE = 13;
  private static final Color OURS = new Color(0x2f6fb5);
  private static final Color PEERS = new Color(0xb9bfc7);

  private final StageReport stage;
  private final List<Row> rows;

  StagePanel(StageReport stage) {
    this.stage = stage;
    this.rows = stage.rows().stream().filter(row -> row.role() != Role.LIMIT).toList();
  }

  int height() {
    return rows.isEmpty() ? 0 : HEAD + rows.size() * (BAR + GAP) + MARGIN;
  }

  /** Draws with the panel's upper edge at {@code top}. */
  void draw(Graphics2D pen, int top) {
    if (rows.isEmpty()) {
      return;
    }
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, SIZE + 1));
    pen.drawString(stage.name() + ": " + stage.title() + ", ms", MARGIN, top + HEAD - GAP - GAP);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, SIZE));
    double most = rows.stream().mapToDouble(row -> row.millis().upperQuartile()).max().orElse(1);
    double scale = (WIDTH - NAMES - NUMBERS) / most;
    for (int i = 0; i < rows.size(); i++) {
      draw(pen, rows.get(i), top + HEAD + i * (BAR + GAP), scale);
    }
  }

  private static void draw(Graphics2D pen, Row row, int y, double scale) {
    Spread millis = row.millis();
    int base = y + BAR - (BAR - SIZE) / 2 - 1;
    String name = (row.name() + " " + row.precision()).strip();
    pen.setColor(Color.BLACK);
    pen.drawString(name, NAMES - GAP - pen.getFontMetrics().stringWidth(name), base);
    pen.setColor(row.role() == Role.PEER ? PEERS : OURS);
    pen.fillRect(NAMES, y, at(millis.median(), scale), BAR);
    pen.setColor(Color.DARK_GRAY);
    int from = NAMES + at(millis.lowerQuartile(), scale);
    int to = NAMES + at(millis.upperQuartile(), scale);
    pen.drawLine(from, y + BAR / 2, to, y + BAR / 2);
    pen.drawLine(from, y + GAP, from, y + BAR - GAP);
    pen.drawLine(to, y + GAP, to, y + BAR - GAP);
    String ratio =
        row.ratio() == null ? "" : String.format(Locale.ROOT, "  (x %.2f)", row.ratio().median());
    pen.setColor(Color.BLACK);
    pen.drawString(StageTable.number(millis.median()) + ratio, to + GAP, base);
  }

  private static int at(double millis, double scale) {
    return (int) Math.round(millis * scale);
  }
}
