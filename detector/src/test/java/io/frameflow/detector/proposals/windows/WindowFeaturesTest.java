package io.frameflow.detector.proposals.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.proposals.windows.IntegralImages.Channel;
import io.frameflow.detector.testmodels.Painting;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features taken row by row against the plain formula for one window, to the last bit. */
class WindowFeaturesTest {

  private static final int COUNT = WindowFeatures.COUNT;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRowOfALatticeIsDescribedLikeSingleWindows(long seed) {
    Image image = Painting.random(new Random(seed)).image();
    WorkingImage working = new WorkingImage();
    working.load(image, 80 * 60);
    IntegralImages integrals = new IntegralImages();
    integrals.load(working);
    WindowFeatures describer = new WindowFeatures(integrals);
    // From single pixels to windows larger than the image.
    float[] shapes = {.01f, .01f, .1f, .2f, .5f, .3f, 1.5f, .6f};
    for (WindowLattice lattice :
        WindowGrid.lattices(shapes, working.width(), working.height(), .3f, 200)) {
      float[] windows = new float[4 * lattice.size()];
      lattice.copyEdges(windows, 0);
      float[][] features = new float[COUNT][lattice.columnCount() + 3];
      for (int row = 0; row < lattice.rowCount(); row++) {
        describer.describe(lattice, row, 0, 1, features, 3);
        describer.describe(lattice, row, 1, lattice.columnCount() - 1, features, 4);
        for (int column = 0; column < lattice.columnCount(); column++) {
          int at = 4 * (row * lattice.columnCount() + column);
          float[] expected = plain(integrals, windows, at);
          for (int k = 0; k < COUNT; k++) {
            assertThat(features[k][3 + column])
                .as("feature %d of row %d, column %d, seed %d", k, row, column, seed)
                .isEqualTo(expected[k]);
          }
        }
      }
    }
  }

  /** The formulas that the weights of existing models were learned for. */
  private static float[] plain(IntegralImages image, float[] windows, int at) {
    int width = image.width();
    int height = image.height();
    int x1 = Math.max(0, Math.min(width - 1, Math.round(windows[at])));
    int y1 = Math.max(0, Math.min(height - 1, Math.round(windows[at + 1])));
    int x2 = Math.max(x1 + 1, Math.min(width, Math.round(windows[at + 2])));
    int y2 = Math.max(y1 + 1, Math.min(height, Math.round(windows[at + 3])));
    float norm = 1 / (image.mean(Channel.GRADIENT_X) + image.mean(Channel.GRADIENT_Y) + 2);
    int reachX = Math.max(1, Math.round((x2 - x1) * .1f));
    int reachY = Math.max(1, Math.round((y2 - y1) * .1f));
    float[] f = new float[COUNT];
    f[0] = strip(image, Channel.GRADIENT_X, x1 - reachX, y1, x1 + reachX, y2, norm);
    f[1] = strip(image, Channel.GRADIENT_X, x2 - reachX, y1, x2 + reachX, y2, norm);
    f[2] = strip(image, Channel.GRADIENT_Y, x1, y1 - reachY, x2, y1 + reachY, norm);
    f[3] = strip(image, Channel.GRADIENT_Y, x1, y2 - reachY, x2, y2 + reachY, norm);
    f[4] = Math.min(Math.min(f[0], f[1]), Math.min(f[2], f[3]));
    int marginX = Math.round((x2 - x1) * .2f);
    int marginY = Math.round((y2 - y1) * .2f);
    int[] inside = {x1, y1, x2, y2};
    int[] core = {x1 + marginX, y1 + marginY, x2 - marginX, y2 - marginY};
    int[] outer = {
      Math.max(0, x1 - marginX - 1),
      Math.max(0, y1 - marginY - 1),
      Math.min(width, x2 + marginX + 1),
      Math.min(height, y2 + marginY + 1)
    };
    float around = Math.max(1, area(outer) - area(inside));
    float texture = texture(image, inside);
    f[5] = texture * norm / area(inside);
    f[6] = texture(image, core) * norm / area(core);
    f[7] = (texture(image, outer) - texture) * norm / around;
    int k = 8;
    for (Channel channel :
        new Channel[] {Channel.LUMINANCE, Channel.RED_GREEN, Channel.BLUE_YELLOW}) {
      float sum = sum(image, channel, inside);
      float mean = sum / area(inside);
      float scale = channel == Channel.LUMINANCE ? 1 / 32f : 1 / 16f;
      f[k++] = (mean - (sum(image, channel, outer) - sum) / around) * scale;
      f[k++] = (sum(image, channel, core) / area(core) - mean) * scale;
      f[k++] = (mean - image.mean(channel)) * scale;
    }
    f[17] = (float) Math.log(area(inside) / ((float) width * height)) * .5f + 1.5f;
    f[18] = (float) Math.log((x2 - x1) / (float) (y2 - y1));
    f[19] = Math.abs((x1 + x2) / (float) width - 1);
    f[20] = (y1 + y2) / (float) height - 1;
    f[21] = (x1 == 0 || x2 == width ? 1 : 0) + (y1 == 0 || y2 == height ? 1 : 0);
    return f;
  }

  private static float strip(
      IntegralImages image, Channel channel, int x1, int y1, int x2, int y2, float norm) {
    int[] inside = {
      Math.max(0, x1), Math.max(0, y1), Math.min(image.width(), x2), Math.min(image.height(), y2)
    };
    return sum(image, channel, inside) * norm / area(inside);
  }

  private static float texture(IntegralImages image, int[] box) {
    return sum(image, Channel.GRADIENT_X, box) + sum(image, Channel.GRADIENT_Y, box);
  }

  private static float sum(IntegralImages image, Channel channel, int[] box) {
    return image.sum(channel, box[0], box[1], box[2], box[3]);
  }

  private static float area(int[] box) {
    return (box[2] - box[0]) * (box[3] - box[1]);
  }
}
