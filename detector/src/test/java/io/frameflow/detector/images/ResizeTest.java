package io.frameflow.detector.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeTest {

  @Test
  void sameSizeIsTheSameImage() {
    Image image = random(1, 5, 4);
    assertThat(Resize.to(image, 5, 4)).isSameAs(image);
  }

  @ParameterizedTest
  @CsvSource({"40,30,17,30", "40,30,40,7", "13,9,64,48", "1,1,32,16", "100,3,1,1", "90,70,31,23"})
  void equalsTheFilterInFloatingPoint(int width, int height, int newWidth, int newHeight) {
    Image image = random(2, width, height);
    Image scaled = Resize.to(image, newWidth, newHeight);
    assertThat(scaled.width()).isEqualTo(newWidth);
    assertThat(scaled.height()).isEqualTo(newHeight);
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        for (int c = 0; c < 3; c++) {
          int actual = scaled.rgb()[3 * (y * newWidth + x) + c] & 0xff;
          assertThat((double) actual)
              .as("(%d, %d) channel %d", x, y, c)
              .isCloseTo(naive(image, newWidth, newHeight, x, y, c), within(0.75));
        }
      }
    }
  }

  @Test
  void plainStaysPlain() {
    byte[] rgb = new byte[37 * 23 * 3];
    Arrays.fill(rgb, (byte) 255);
    assertThat(Resize.to(new Image(37, 23, rgb), 100, 9).rgb()).containsOnly(255);
  }

  private static double naive(Image image, int newWidth, int newHeight, int x, int y, int c) {
    double ratioX = (double) image.width() / newWidth;
    double ratioY = (double) image.height() / newHeight;
    double sum = 0;
    double weights = 0;
    for (int v = 0; v < image.height(); v++) {
      for (int u = 0; u < image.width(); u++) {
        double weight = triangle(u + 0.5 - (x + 0.5) * ratioX, ratioX);
        weight *= triangle(v + 0.5 - (y + 0.5) * ratioY, ratioY);
        sum += weight * (image.rgb()[3 * (v * image.width() + u) + c] & 0xff);
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static double triangle(double distance, double ratio) {
    return Math.max(0, 1 - Math.abs(distance) / Math.max(1, ratio));
  }

  private static Image random(long seed, int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    new Random(seed).nextBytes(rgb);
    return new Image(width, height, rgb);
  }
}
