package io.frameflow.train.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.images.Image;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes and pixels must move together, for every change that an augmentation may draw. */
class PlacementTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final float BRIGHT = 100;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void theBoxStillEnclosesItsRectangle(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Augmentation augmentation = new Augmentation(AugmentationOptions.anyDirection());
    boolean transpose = augmentation.drawTranspose(random);
    Placement place = augmentation.drawPlacement(random, WIDTH, HEIGHT, transpose);
    int x = 40 + random.nextInt(20);
    int y = 35 + random.nextInt(20);
    Image image = withRectangle(x, y, x + 45, y + 20);
    float[] box = {x, y, x + 45, y + 20};

    Canvas canvas = new Canvas(1, place.height(), place.width(), new float[3]);
    canvas.draw(0, image, place, ColourChange.NONE);
    place.apply(box);

    float[] seen = brightBounds(canvas.pixels(), place.width(), place.height());
    for (int i = 0; i < 4; i++) {
      assertThat(seen[i])
          .as("edge %d of %s in %s, seed %d", i, Arrays.toString(box), place, seed)
          .isCloseTo(box[i], within(1f));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPlainOrMirroredImageIsExact(boolean mirrored) {
    SplittableRandom random = new SplittableRandom(7);
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    random.nextBytes(rgb);
    Placement place = new Placement(WIDTH, HEIGHT, false, mirrored, false, 1, 0, 0);
    Canvas canvas = new Canvas(2, HEIGHT + 8, WIDTH + 16, new float[] {1, 2, 3});

    canvas.draw(1, new Image(WIDTH, HEIGHT, rgb), place, ColourChange.NONE);

    for (int y = 0; y < HEIGHT + 8; y++) {
      for (int x = 0; x < WIDTH + 16; x++) {
        boolean inside = x < WIDTH && y < HEIGHT;
        int source = (y * WIDTH + (mirrored ? WIDTH - 1 - x : x)) * 3;
        int at = (((HEIGHT + 8) + y) * (WIDTH + 16) + x) * 3;
        for (int c = 0; c < 3; c++) {
          float expected = inside ? rgb[source + c] & 0xff : c + 1;
          assertThat(canvas.pixels()[at + c]).as("pixel %d, %d", x, y).isEqualTo(expected);
        }
      }
    }
  }

  private static Image withRectangle(int x1, int y1, int x2, int y2) {
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    for (int y = y1; y < y2; y++) {
      Arrays.fill(rgb, (y * WIDTH + x1) * 3, (y * WIDTH + x2) * 3, (byte) 200);
    }
    return new Image(WIDTH, HEIGHT, rgb);
  }

  static float[] brightBounds(float[] pixels, int width, int height) {
    float[] bounds = {width, height, 0, 0};
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (pixels[(y * width + x) * 3] > BRIGHT) {
          bounds[0] = Math.min(bounds[0], x);
          bounds[1] = Math.min(bounds[1], y);
          bounds[2] = Math.max(bounds[2], x + 1);
          bounds[3] = Math.max(bounds[3], y + 1);
        }
      }
    }
    return bounds;
  }
}
