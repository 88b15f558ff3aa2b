package io.frameflow.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.measuring.Row;
import io.frameflow.bench.measuring.Spread;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchPlotTest {

  @Test
  void barsAreAsLongAsTheirMedians() {
    BufferedImage picture =
        BenchPlot.draw(
            List.of(
                new StageReport(
                    "heads",
                    "the heads",
                    List.of(row("ours", Role.OURS, 10), row("peer", Role.PEER, 5)),
                    List.of())));
    int ours = bar(picture, picture.getRGB(285, 40));
    int peer = bar(picture, picture.getRGB(285, 70));
    assertThat(ours).isEqualTo(2 * peer);
  }

  @Test
  void limitsAloneAreNoPicture() {
    assertThat(
            BenchPlot.draw(
                List.of(
                    new StageReport(
                        "matrix", "products", List.of(row("N", Role.LIMIT, 1)), List.of()))))
        .isNull();
  }

  /** Pixels of a colour in the longest line of it. */
  private static int bar(BufferedImage picture, int colour) {
    assertThat(colour).isNotEqualTo(Color.WHITE.getRGB());
    int most = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      int count = 0;
      for (int x = 0; x < picture.getWidth(); x++) {
        count += picture.getRGB(x, y) == colour ? 1 : 0;
      }
      most = Math.max(most, count);
    }
    return most;
  }

  private static Row row(String name, Role role, double millis) {
    Spread spread = new Spread(millis, millis, millis, millis, millis);
    return new Row(name, "", role, 5, spread, null, 0, null, "");
  }
}
