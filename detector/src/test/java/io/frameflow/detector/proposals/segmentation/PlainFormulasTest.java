package io.frameflow.detector.proposals.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fast loops of selective search against the formulas written down plainly. */
class PlainFormulasTest {

  private static final long SEED = 23;

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 9", "9, 3", "40, 25"})
  void blurringEqualsTheSumOverNeighbours(int width, int height) {
    Planes image = blocks(width, height);
    for (double sigma : new double[] {.8, 1}) {
      float[] weights = new float[(int) Math.ceil(4 * sigma) + 1];
      double sum = 0;
      for (int d = 0; d < weights.length; d++) {
        weights[d] = (float) Math.exp(-d * d / (2 * sigma * sigma));
        sum += d == 0 ? weights[d] : 2 * weights[d];
      }
      float[][] blurred = image.blurred(sigma).channels();
      for (int c = 0; c < blurred.length; c++) {
        for (int i = 0; i < blurred[c].length; i++) {
          double expected = 0;
          for (int v = 1 - weights.length; v < weights.length; v++) {
            for (int u = 1 - weights.length; u < weights.length; u++) {
              int x = Math.max(0, Math.min(width - 1, i % width + u));
              int y = Math.max(0, Math.min(height - 1, i / width + v));
              double weight = weights[Math.abs(u)] * weights[Math.abs(v)] / (sum * sum);
              expected += weight * image.channels()[c][y * width + x];
            }
          }
          assertThat((double) blurred[c][i])
              .as("channel %d, pixel %d, seed %d", c, i, SEED)
              .isCloseTo(expected, within(1e-3));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 7", "31, 18"})
  void textureCountsThePositivePartOfEightDerivatives(int width, int height) {
    Planes image = blocks(width, height);
    Texture texture = new Texture(image);
    int[] histogram = new int[texture.length()];
    for (int i = 0; i < width * height; i++) {
      texture.count(i, histogram);
    }
    texture.addOpposites(histogram);
    int[] expected = new int[texture.length()];
    float[][] smooth = image.blurred(1).channels();
    float diagonal = (float) Math.sqrt(.5);
    for (int c = 0; c < smooth.length; c++) {
      for (int i = 0; i < width * height; i++) {
        int x = i % width;
        int y = i / width;
        float dx =
            smooth[c][i - x + Math.min(width - 1, x + 1)] - smooth[c][i - x + Math.max(0, x - 1)];
        float dy =
            smooth[c][Math.min(height - 1, y + 1) * width + x]
                - smooth[c][Math.max(0, y - 1) * width + x];
        float[] axes = {dx, (dx + dy) * diagonal, dy, (dy - dx) * diagonal};
        for (int direction = 0; direction < 8; direction++) {
          float derivative = direction < 4 ? axes[direction] : -axes[direction - 4];
          int bin = (int) Math.min(9, Math.sqrt(Math.max(0, derivative)));
          expected[(c * 8 + direction) * 10 + bin]++;
        }
      }
    }
    assertThat(histogram).as("seed %d", SEED).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 12", "12, 1", "2, 2", "40, 30"})
  void segmentsEqualThoseOfTheLightestEdgeFirst(int width, int height) {
    Planes image = blocks(width, height);
    GraphSegmentation graph = new GraphSegmentation(image);
    // Twice, and large after small: nothing of an earlier segmentation may be left.
    for (int k : new int[] {5, 50, 5, 300}) {
      assertThat(graph.segment(k, k).labels())
          .as("k %d, seed %d", k, SEED)
          .containsExactly(plain(image, k, k));
    }
  }

  private record Edge(int a, int b, int weight) {}

  private static int[] plain(Planes image, float k, int smallest) {
    int width = image.width();
    int[] labels = new int[width * image.height()];
    float[] limits = new float[labels.length];
    int[] sizes = new int[labels.length];
    Arrays.setAll(labels, i -> i);
    Arrays.fill(limits, k);
    Arrays.fill(sizes, 1);
    List<Edge> edges = edges(image);
    for (Edge edge : edges) {
      int a = labels[edge.a()];
      int b = labels[edge.b()];
      float weight = edge.weight() / 8f;
      if (a != b && weight <= limits[a] && weight <= limits[b]) {
        int kept = join(labels, sizes, a, b);
        limits[kept] = weight + k / sizes[kept];
      }
    }
    for (Edge edge : edges) {
      int a = labels[edge.a()];
      int b = labels[edge.b()];
      if (a != b && (sizes[a] < smallest || sizes[b] < smallest)) {
        join(labels, sizes, a, b);
      }
    }
    List<Integer> names = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (!names.contains(labels[i])) {
        names.add(labels[i]);
      }
    }
    return Arrays.stream(labels).map(names::indexOf).toArray();
  }

  private static int join(int[] labels, int[] sizes, int a, int b) {
    int kept = sizes[a] >= sizes[b] ? a : b;
    int gone = kept == a ? b : a;
    sizes[kept] += sizes[gone];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] == gone ? kept : labels[i];
    }
    return kept;
  }

  private static List<Edge> edges(Planes image) {
    int width = image.width();
    float[][] channels = image.blurred(.8).channels();
    int[][] steps = {{1, 0}, {0, 1}, {1, 1}, {-1, 1}};
    List<Edge> edges = new ArrayList<>();
    for (int a = 0; a < width * image.height(); a++) {
      for (int[] step : steps) {
        int x = a % width + step[0];
        int y = a / width + step[1];
        if (x >= 0 && x < width && y < image.height()) {
          int b = y * width + x;
          float squares = 0;
          for (float[] channel : channels) {
            squares += (channel[a] - channel[b]) * (channel[a] - channel[b]);
          }
          edges.add(new Edge(a, b, (int) Math.round(Math.sqrt(squares) * 8)));
        }
      }
    }
    edges.sort(Comparator.comparingInt(Edge::weight));
    return edges;
  }

  /** Blocks of random colours with a little noise, in three channels. */
  private static Planes blocks(int width, int height) {
    Random random = new Random(SEED);
    float[][] channels = new float[3][width * height];
    for (float[] channel : channels) {
      float[] colours = new float[1 + (width / 7 + 1) * (height / 7 + 1)];
      for (int i = 0; i < colours.length; i++) {
        colours[i] = random.nextInt(250);
      }
      for (int i = 0; i < channel.length; i++) {
        int block = i / width / 7 * (width / 7 + 1) + i % width / 7;
        channel[i] = colours[block] + random.nextInt(6);
      }
    }
    return new Planes(width, height, channels);
  }
}
