package io.frameflow.detector.proposals.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.testmodels.ContrastWindows;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanMemoryTest {

  private static final int WIDTH = 150;
  private static final int HEIGHT = 110;

  /** Any difference is a change here, so that each kept score must be what scoring would give. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyScoreIsThatOfTheWholeFrame(long seed) {
    Random random = new Random(seed);
    WindowModel model = ContrastWindows.create().model();
    WindowScan scan = new WindowScan(model);
    ScanMemory memory = new ScanMemory(0, 0, 1);
    byte[] rgb = new byte[WIDTH * HEIGHT * Image.CHANNELS];
    random.nextBytes(rgb);
    scan.propose(new Image(WIDTH, HEIGHT, rgb), 30, memory, false);
    assertThat(memory.wasWhole()).isTrue();
    for (int frame = 0; frame < 8; frame++) {
      rgb = rgb.clone();
      change(rgb, random);
      Image image = new Image(WIDTH, HEIGHT, rgb);
      scan.propose(image, 30, memory, false);
      assertThat(memory.scored()).isBetween(.001f, .999f);
      float[][] expected = scores(image, model, memory.means());
      for (int band = 0; band < expected.length; band++) {
        assertThat(memory.scores()[band])
            .as("frame %d, band %d, seed %d", frame, band, seed)
            .containsExactly(expected[band]);
      }
    }
  }

  /** Other noise in a rectangle of a few pixels. */
  private static void change(byte[] rgb, Random random) {
    int left = random.nextInt(WIDTH - 12);
    int top = random.nextInt(HEIGHT - 12);
    int width = 1 + random.nextInt(12);
    int height = 1 + random.nextInt(12);
    for (int y = top; y < top + height; y++) {
      for (int i = 3 * (y * WIDTH + left); i < 3 * (y * WIDTH + left + width); i++) {
        rgb[i] = (byte) random.nextInt(256);
      }
    }
  }

  private static float[][] scores(Image image, WindowModel model, ImageMeans means) {
    WorkingImage working = new WorkingImage();
    working.load(image, model.workingPixels());
    IntegralImages integrals = new IntegralImages();
    integrals.load(working);
    WindowFeatures features = new WindowFeatures(integrals, means);
    float[][] scores = new float[model.bands().size()][];
    for (int band = 0; band < scores.length; band++) {
      List<WindowLattice> shapes =
          WindowGrid.lattices(
              model.bands().get(band).shapes(),
              working.width(),
              working.height(),
              model.step(),
              model.mostPerShape());
      scores[band] = new float[shapes.stream().mapToInt(WindowLattice::size).sum()];
      WindowScores scorer = new WindowScores();
      scorer.start(features, model.bands().get(band).net(), scores[band]);
      scorer.score(shapes, null);
    }
    return scores;
  }
}
