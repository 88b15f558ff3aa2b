package io.frameflow.train.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class LineChartTest {

  private static final double[] NONE = {Double.NaN, Double.NaN};

  @Test
  void whatHasNoPointIsLeftOutAndOnePointIsSeen() {
    LineChart chart = new LineChart("t", "x", "y").add("nothing", new double[] {1, 2}, NONE);
    assertThat(chart.isEmpty()).isTrue();

    chart.add("one", new double[] {1, 2}, new double[] {3, Double.NaN});
    assertThat(chart.isEmpty()).isFalse();
    assertThat(coloured(chart.draw())).isGreaterThan(20);
  }

  @Test
  void sharesFillTheAxesFromZeroToOne() {
    double[] corners = {0, 1};
    BufferedImage picture =
        LineChart.ofShares("t", "x", "y").alongShares().add("all", corners, corners).draw();
    assertThat(picture.getWidth()).isEqualTo(900);
    assertThat(coloured(picture)).as("a diagonal, last point and all").isGreaterThan(500);
  }

  private static int coloured(BufferedImage picture) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        Color colour = new Color(picture.getRGB(x, y));
        count += colour.getBlue() - colour.getRed() > 100 ? 1 : 0;
      }
    }
    return count;
  }
}
