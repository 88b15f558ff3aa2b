package io.frameflow.detector.proposals.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.proposals.windows.IntegralImages.Channel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntegralImagesTest {

  private static final long SEED = 12;

  @Test
  void sumsEqualCounting() {
    Random random = new Random(SEED);
    WorkingImage working = new WorkingImage();
    IntegralImages integrals = new IntegralImages();
    // Wide after tall: nothing of an earlier image may shine through the reused buffers.
    for (int[] size : new int[][] {{23, 27}, {4, 60}, {40, 5}, {1, 1}}) {
      working.load(noise(random, size[0], size[1]), 1_000_000);
      integrals.load(working);
      for (int i = 0; i < 50; i++) {
        int x1 = random.nextInt(size[0]);
        int y1 = i % 5 == 0 ? 0 : random.nextInt(size[1]);
        int x2 = x1 + 1 + random.nextInt(size[0] - x1);
        int y2 = y1 + 1 + random.nextInt(size[1] - y1);
        assertThat(integrals.sum(Channel.LUMINANCE, x1, y1, x2, y2))
            .as("luminance, seed %d", SEED)
            .isEqualTo(counted(working.luminance(), size[0], x1, y1, x2, y2));
        assertThat(integrals.sum(Channel.BLUE_YELLOW, x1, y1, x2, y2))
            .as("blue against yellow, seed %d", SEED)
            .isEqualTo(counted(working.blueYellow(), size[0], x1, y1, x2, y2));
      }
    }
  }

  @Test
  void gradientsPeakAtEdgesAndAreCutOff() {
    byte[] rgb = new byte[10 * 6 * 3];
    for (int i = 0; i < 60; i++) {
      if (i % 10 >= 5) {
        rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = (byte) 200;
      }
    }
    WorkingImage working = new WorkingImage();
    working.load(new Image(10, 6, rgb), 60);
    IntegralImages integrals = new IntegralImages();
    integrals.load(working);
    assertThat(integrals.sum(Channel.GRADIENT_X, 4, 0, 6, 6)).isEqualTo(2 * 6 * 60);
    assertThat(integrals.sum(Channel.GRADIENT_X, 0, 0, 10, 6)).isEqualTo(2 * 6 * 60);
    assertThat(integrals.sum(Channel.GRADIENT_Y, 0, 0, 10, 6)).isZero();
  }

  @Test
  void shrinkingTakesAreaMeansAndKeepsTheShape() {
    byte[] rgb = new byte[8 * 4 * 3];
    for (int i = 0; i < 32; i++) {
      rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = (byte) (i % 2 == 0 ? 100 : 200);
    }
    WorkingImage working = new WorkingImage();
    working.load(new Image(8, 4, rgb), 8);
    assertThat(working.width()).isEqualTo(4);
    assertThat(working.height()).isEqualTo(2);
    assertThat(Arrays.copyOf(working.luminance(), 8)).containsOnly(150);
  }

  private static int counted(int[] plane, int width, int x1, int y1, int x2, int y2) {
    int sum = 0;
    for (int y = y1; y < y2; y++) {
      for (int x = x1; x < x2; x++) {
        sum += plane[y * width + x];
      }
    }
    return sum;
  }

  private static Image noise(Random random, int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    random.nextBytes(rgb);
    return new Image(width, height, rgb);
  }
}
