package io.frameflow.detector.proposals.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The scorer, the grid and the interleaving of learned windows. */
class WindowsTest {

  @Test
  void theNetIsATwoLayerPerceptron() {
    long seed = 31;
    Random random = new Random(seed);
    int hidden = 7;
    int windows = 33;
    float[] weights = gaussian(random, hidden * WindowFeatures.COUNT);
    float[] biases = gaussian(random, hidden);
    float[] outputs = gaussian(random, hidden);
    float[][] features = new float[WindowFeatures.COUNT][];
    for (int k = 0; k < features.length; k++) {
      features[k] = gaussian(random, windows);
    }
    float[] scores = new float[windows];
    new ObjectnessNet(weights, biases, outputs, .3f)
        .score(features, windows, new float[windows], scores);
    for (int i = 0; i < windows; i++) {
      double expected = .3;
      for (int unit = 0; unit < hidden; unit++) {
        double sum = biases[unit];
        for (int k = 0; k < features.length; k++) {
          sum += weights[unit * features.length + k] * features[k][i];
        }
        expected += outputs[unit] * Math.max(0, sum);
      }
      assertThat((double) scores[i]).as("seed %d", seed).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void aWindowIsNeverFarFromAnObjectOfItsShape() {
    float[] windows = WindowGrid.windows(new float[] {.2f, .1f}, 400, 100, .25f, 1_000_000);
    // sqrt(400 * 100) = 200, so the shape is 40x20 pixels and the steps are at most 10x5.
    long seed = 6;
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      float x = random.nextFloat() * 360;
      float y = random.nextFloat() * 80;
      float nearest = Float.MAX_VALUE;
      for (int w = 0; w < windows.length; w += 4) {
        nearest =
            Math.min(
                nearest,
                Math.max(Math.abs(windows[w] - x) / 40, Math.abs(windows[w + 1] - y) / 20));
      }
      assertThat(nearest).as("(%s, %s), seed %d", x, y, seed).isLessThanOrEqualTo(.126f);
    }
  }

  @Test
  void theNumberOfWindowsIsBounded() {
    float[] shapes = {.01f, .01f, .02f, .05f};
    assertThat(WindowGrid.windows(shapes, 320, 240, .2f, 500).length / 4).isBetween(800, 1000);
    assertThat(WindowGrid.windows(shapes, 3000, 3, .2f, 500).length / 4).isBetween(2, 1000);
  }

  @Test
  void everyBeginningHoldsItsShareOfEachList() {
    float[][] lists = {numbered(0, 10), numbered(100, 20), numbered(200, 0), numbered(300, 70)};
    float[] merged = Interleaving.merge(lists, 100);
    int[] seen = new int[4];
    for (int i = 0; i < 100; i++) {
      int list = (int) merged[4 * i] / 100;
      assertThat(merged[4 * i]).isEqualTo(100 * list + seen[list]);
      seen[list]++;
      assertThat((double) seen[0]).isCloseTo((i + 1) * .1, within(1.0));
      assertThat((double) seen[1]).isCloseTo((i + 1) * .2, within(1.0));
    }
    assertThat(seen).containsExactly(10, 20, 0, 70);
  }

  @Test
  void manyPlacesGiveABandMoreThanItsShareOfTheObjects() {
    WindowBand band =
        new WindowBand(
            .4f,
            new float[] {.1f, .1f},
            new ObjectnessNet(new float[WindowFeatures.COUNT], new float[1], new float[1], 0));
    assertThat(band.share(1)).isEqualTo(.4f);
    // 1024^.35 = 2^3.5
    assertThat(band.share(1024)).isCloseTo(.4f * 11.3137f, within(1e-4f));
  }

  private static float[] numbered(int first, int count) {
    float[] boxes = new float[4 * count];
    for (int i = 0; i < count; i++) {
      boxes[4 * i] = first + i;
    }
    return boxes;
  }

  private static float[] gaussian(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
