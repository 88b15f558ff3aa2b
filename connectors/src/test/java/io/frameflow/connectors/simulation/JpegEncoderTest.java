package io.frameflow.connectors.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegEncoderTest {
  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"640,480", "97,99", "130,96"})
  void whatIsDecodedIsWhatWasDrawn(int width, int height) throws IOException {
    BufferedImage drawn = new StreetScene(5, width, height).render(100).image();
    try (JpegEncoder encoder = new JpegEncoder(width, height, 2)) {
      encoder.encode(new StreetScene(6, width, height).render(0).image()); // nothing of it stays
      BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(encoder.encode(drawn)));

      assertThat(decoded.getWidth()).isEqualTo(width);
      assertThat(decoded.getHeight()).isEqualTo(height);
      assertThat(error(drawn, decoded)).as("mean absolute error").isLessThan(6);
    }
  }

  @ParameterizedTest
  @CsvSource({"255,0,0", "0,255,0", "0,0,255", "255,255,255", "0,0,0", "200,120,40"})
  void coloursStayWhatTheyAre(int red, int green, int blue) throws IOException {
    BufferedImage flat = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 96 * 96; i++) {
      flat.setRGB(i % 96, i / 96, red << 16 | green << 8 | blue);
    }
    try (JpegEncoder encoder = new JpegEncoder(96, 96, 2)) {
      int rgb = ImageIO.read(new ByteArrayInputStream(encoder.encode(flat))).getRGB(48, 48);
      assertThat((rgb >> 16) & 255).isCloseTo(red, within(4));
      assertThat((rgb >> 8) & 255).isCloseTo(green, within(4));
      assertThat(rgb & 255).isCloseTo(blue, within(4));
    }
  }

  @Test
  void theSamePictureGivesTheSameBytesAndALowerQualityFewer() {
    BufferedImage drawn = new StreetScene(5, 320, 240).render(100).image();
    try (JpegEncoder good = new JpegEncoder(320, 240, 2);
        JpegEncoder again = new JpegEncoder(320, 240, 2);
        JpegEncoder small = new JpegEncoder(320, 240, 5)) {
      byte[] first = good.encode(drawn);
      assertThat(good.encode(drawn)).isEqualTo(first);
      assertThat(again.encode(drawn)).isEqualTo(first);
      assertThat(small.encode(drawn).length).isLessThan(first.length * 3 / 4);
    }
  }

  private static double error(BufferedImage a, BufferedImage b) {
    double sum = 0;
    for (int v = 0; v < a.getHeight(); v++) {
      for (int u = 0; u < a.getWidth(); u++) {
        for (int shift = 0; shift < 24; shift += 8) {
          sum += Math.abs(((a.getRGB(u, v) >> shift) & 255) - ((b.getRGB(u, v) >> shift) & 255));
        }
      }
    }
    return sum / 3 / a.getWidth() / a.getHeight();
  }
}
