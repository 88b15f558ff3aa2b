package io.frameflow.detector.proposals.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.images.Image;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fast ways to take means against counting pixel by pixel, to the last bit. */
class WorkingImageTest {

  private static final long SEED = 41;

  /**
   * Halved exactly; cells of several sizes; rows too many for 16-bit sums; not scaled at all;
   * narrower than eight bytes.
   */
  @ParameterizedTest
  @CsvSource({
    "64, 48, 768",
    "61, 47, 300",
    "61, 47, 2000",
    "300, 310, 1",
    "1300, 3, 4",
    "9, 5, 45",
    "2, 40, 20",
    "1, 1, 1"
  })
  void meansEqualCounting(int width, int height, int mostPixels) {
    byte[] rgb = new byte[width * height * Image.CHANNELS];
    Random random = new Random(SEED);
    for (int i = 0; i < rgb.length; i++) {
      // Bright, so that sums over many rows are as large as they get.
      rgb[i] = (byte) (random.nextInt(256) | 0xc0);
    }
    Image image = new Image(width, height, rgb);
    WorkingImage working = new WorkingImage();
    working.load(new Image(30, 30, new byte[2700]), 900);
    working.load(image, mostPixels);
    for (int y = 0; y < working.height(); y++) {
      for (int x = 0; x < working.width(); x++) {
        int[] mean = mean(image, working, x, y);
        int at = y * working.width() + x;
        assertThat(
                new int[] {
                  working.luminance()[at], working.redGreen()[at], working.blueYellow()[at]
                })
            .as("(%d, %d), seed %d", x, y, SEED)
            .containsExactly(
                (77 * mean[0] + 150 * mean[1] + 29 * mean[2]) / 256,
                (mean[0] - mean[1] + 255) / 2,
                ((mean[0] + mean[1]) / 2 - mean[2] + 255) / 2);
      }
    }
  }

  private static int[] mean(Image image, WorkingImage working, int x, int y) {
    int[] sums = new int[3];
    int pixels = 0;
    for (int v = y * image.height() / working.height();
        v < (y + 1) * image.height() / working.height();
        v++) {
      for (int u = x * image.width() / working.width();
          u < (x + 1) * image.width() / working.width();
          u++) {
        sums[0] += image.red(u, v);
        sums[1] += image.green(u, v);
        sums[2] += image.blue(u, v);
        pixels++;
      }
    }
    return new int[] {sums[0] / pixels, sums[1] / pixels, sums[2] / pixels};
  }
}
