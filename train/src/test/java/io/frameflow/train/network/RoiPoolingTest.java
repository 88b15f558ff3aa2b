package io.frameflow.train.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.pooling.FeatureGrid;
import io.frameflow.detector.pooling.RoiBinning;
import io.frameflow.detector.pooling.RoiMaxPooling;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** All poolings against plain loops over the definition. */
class RoiPoolingTest {

  private static final int BINS = DetectorNetwork.BINS;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @ParameterizedTest(name = "seed {0}: {1} maps of {2}x{3}x{4}, stride {5}, offset {6}")
  @CsvSource({
    "1, 1, 38, 63, 5, 16, 15",
    "2, 2, 60, 80, 3, 8, 7",
    "3, 2, 20, 20, 8, 8, 4",
    "4, 3, 5, 4, 3, 8, 7",
    "5, 1, 1, 1, 2, 4, 3",
    "6, 1, 7, 160, 2, 4, 3",
    "7, 2, 3, 14, 1, 1, 0"
  })
  void allPoolingsEqualTheDefinitionToTheLastBit(
      long seed, int images, int height, int width, int channels, int stride, int offset) {
    Random random = new Random(seed);
    Tap tap = Tap.of("map", stride, offset);
    float[] features = new float[images * height * width * channels];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    float[] rois = rois(random, 300, images, height * stride, width * stride);
    float[] expected = reference(features, images, height, width, channels, rois, tap);

    assertThat(segmentMax(features, images, height, width, channels, rois, tap))
        .isEqualTo(expected);
    assertThat(sparseTable(features, images, height, width, channels, rois, tap))
        .isEqualTo(expected);
    assertThat(java(features, images, height, width, channels, rois, tap)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "seed {0}: {1} maps of {2}x{3}x{4}, stride {5}, {6} bins")
  @CsvSource({"1, 1, 36, 61, 4, 16, 6", "2, 2, 5, 9, 3, 8, 6", "3, 1, 38, 63, 2, 16, 7"})
  void binsBeyondTheMapAreZeroAsInCaffe(
      long seed, int images, int height, int width, int channels, int stride, int bins) {
    Random random = new Random(seed);
    Tap tap = Tap.caffe("map", stride, bins);
    float[] features = new float[images * height * width * channels];
    for (int i = 0; i < features.length; i++) {
      features[i] = .01f + random.nextFloat();
    }
    int count = 200;
    float[] rois = new float[5 * count];
    // The image is two strides larger than the map, as that of M is.
    float imageHeight = (height + 2) * stride;
    float imageWidth = (width + 2) * stride;
    for (int r = 0; r < count; r++) {
      rois[5 * r] = random.nextInt(images);
      rois[5 * r + 1] = random.nextFloat() * imageWidth;
      rois[5 * r + 2] = random.nextFloat() * imageHeight;
      rois[5 * r + 3] = rois[5 * r + 1] + random.nextFloat() * (imageWidth - rois[5 * r + 1]);
      rois[5 * r + 4] = rois[5 * r + 2] + random.nextFloat() * (imageHeight - rois[5 * r + 2]);
    }
    float[] expected = new float[count * bins * bins * channels];
    int empty = 0;
    for (int r = 0; r < count; r++) {
      CaffeReference.Map3 map = new CaffeReference.Map3(channels, height, width);
      int image = (int) rois[5 * r];
      for (int i = 0; i < height * width * channels; i++) {
        int from = (image * height * width + i % (height * width)) * channels;
        map.values()[i] = features[from + i / (height * width)];
      }
      double[] pooled =
          CaffeReference.roiPooling(
              map,
              bins,
              stride,
              rois[5 * r + 1],
              rois[5 * r + 2],
              rois[5 * r + 3],
              rois[5 * r + 4]);
      for (int i = 0; i < pooled.length; i++) {
        int cell = r * bins * bins + i % (bins * bins);
        expected[cell * channels + i / (bins * bins)] = (float) pooled[i];
        empty += pooled[i] == 0 ? 1 : 0;
      }
    }

    assertThat(empty).as("empty bins, seed %d", seed).isPositive();
    assertThat(sparseTable(features, images, height, width, channels, rois, tap))
        .as("seed %d", seed)
        .isEqualTo(expected);
    assertThat(java(features, images, height, width, channels, rois, tap))
        .as("seed %d", seed)
        .isEqualTo(expected);
    float[] segments = segmentMax(features, images, height, width, channels, rois, tap);
    for (int i = 0; i < segments.length; i++) {
      // The training graph cuts these off at 0.
      segments[i] = Math.max(segments[i], 0);
    }
    assertThat(segments).as("seed %d", seed).isEqualTo(expected);
  }

  @Test
  void noRoisGiveNoRows() {
    float[] features = new float[6 * 6];
    Tap tap = Tap.of("map", 8, 4);

    assertThat(segmentMax(features, 1, 6, 6, 1, new float[0], tap)).isEmpty();
    assertThat(sparseTable(features, 1, 6, 6, 1, new float[0], tap)).isEmpty();
  }

  @Test
  void gradientGoesToTheLargestCellOfEachBin() {
    long seed = 11;
    Random random = new Random(seed);
    Tap tap = Tap.of("map", 8, 7);
    int height = 12;
    int width = 15;
    float[] features = new float[2 * height * width];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    float[] rois = rois(random, 40, 2, height * 8, width * 8);
    RoiCells cells = RoiCells.of(tap, rois, height, width);
    float[] expected = new float[features.length];
    int start = 0;
    while (start < cells.bins().length) {
      int best = start;
      int end = start;
      while (end < cells.bins().length && cells.bins()[end] == cells.bins()[start]) {
        best = features[cells.cells()[end]] > features[cells.cells()[best]] ? end : best;
        end++;
      }
      expected[cells.cells()[best]] += 1;
      start = end;
    }

    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> map =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(2, height, width, 1)));
      Operand<TFloat32> pooled =
          SegmentMaxPooling.pool(
              tf,
              map,
              1,
              tf.constant(cells.cells()),
              tf.constant(cells.bins()),
              tf.constant(40 * BINS * BINS));
      Operand<TFloat32> sum = tf.sum(pooled, tf.constant(new int[] {0, 1}));
      Output<?>[] gradient = graph.addGradients(sum.asOutput(), new Output<?>[] {map.asOutput()});
      try (Session session = new Session(graph);
          TFloat32 input = Tensors.of(features, 2, height, width, 1);
          Result result = session.runner().feed(map, input).fetch(gradient[0]).run()) {
        assertThat(Tensors.floats(result.get(0)))
            .as("seed %d", seed)
            .containsExactly(expected, Offset.offset(1e-4f));
      }
    }
  }

  @Test
  void aPixelLiesInTheCellWhoseCentreItIs() {
    RoiBinning geometry = Tap.of("map", 8, 7).binning();

    assertThat(geometry.firstCell(7, 10)).isZero();
    assertThat(geometry.firstCell(15, 10)).isEqualTo(1);
    assertThat(geometry.lastCell(24, 10)).as("last pixel 23").isEqualTo(2);
    assertThat(geometry.bins(0, 80, 10)).startsWith(0, 2, 1, 3).endsWith(7, 9, 8, 10);
  }

  private static float[] rois(Random random, int count, int images, float height, float width) {
    float[] rois = new float[5 * count];
    for (int r = 0; r < count; r++) {
      float w = (float) Math.exp(random.nextDouble() * Math.log(width + 1));
      float h = (float) Math.exp(random.nextDouble() * Math.log(height + 1));
      float x = random.nextFloat() * (width - w);
      float y = random.nextFloat() * (height - h);
      switch (random.nextInt(10)) {
        case 0 -> w = 0;
        case 1 -> h = 0;
        case 2 -> x = -2 * width;
        case 3 -> y = 3 * height;
        case 4 -> {
          x = 0;
          y = 0;
          w = width;
          h = height;
        }
        case 5 -> {
          x = -1e30f;
          w = 2e30f;
        }
        default -> x = random.nextBoolean() ? Math.round(x) : x;
      }
      rois[5 * r] = random.nextInt(images);
      rois[5 * r + 1] = x;
      rois[5 * r + 2] = y;
      rois[5 * r + 3] = x + w;
      rois[5 * r + 4] = y + h;
    }
    return rois;
  }

  /** The definition, in double precision for the edges: none of the test's edges is that close. */
  private static float[] reference(
      float[] features, int images, int height, int width, int channels, float[] rois, Tap tap) {
    assertThat(features).hasSize(images * height * width * channels);
    float[] pooled = new float[rois.length / 5 * BINS * BINS * channels];
    for (int r = 0; r < rois.length / 5; r++) {
      int x1 = cell(rois[5 * r + 1], tap, width, 0);
      int y1 = cell(rois[5 * r + 2], tap, height, 0);
      int columns = Math.max(cell(rois[5 * r + 3], tap, width, 1) - x1 + 1, 1);
      int rows = Math.max(cell(rois[5 * r + 4], tap, height, 1) - y1 + 1, 1);
      for (int bin = 0; bin < BINS * BINS; bin++) {
        int fromY = y1 + Math.floorDiv(bin / BINS * rows, BINS);
        int toY = y1 - Math.floorDiv(-((bin / BINS + 1) * rows), BINS);
        int fromX = x1 + Math.floorDiv(bin % BINS * columns, BINS);
        int toX = x1 - Math.floorDiv(-((bin % BINS + 1) * columns), BINS);
        for (int c = 0; c < channels; c++) {
          float best = Float.NEGATIVE_INFINITY;
          for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
              int image = (int) rois[5 * r];
              int cell = (image * height + y) * width + x;
              best = Math.max(best, features[cell * channels + c]);
            }
          }
          pooled[(r * BINS * BINS + bin) * channels + c] = best;
        }
      }
    }
    return pooled;
  }

  private static int cell(float edge, Tap tap, int size, int exclusive) {
    double position = (edge - exclusive - tap.offset()) / (double) tap.stride();
    return (int) Math.max(0, Math.min(size - 1, Math.floor(position + .5)));
  }

  private static float[] sparseTable(
      float[] features, int images, int height, int width, int channels, float[] rois, Tap tap) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> map =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, channels)));
      Placeholder<TFloat32> boxes =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 5)));
      Operand<TFloat32> pooled =
          new SparseTablePooling(
                  tf, tap, Math.max(height, width) + (tap.bins().reachBeyondMap() ? 4 : 0))
              .pool(map, channels, boxes);
      try (Session session = new Session(graph);
          TFloat32 input = Tensors.of(features, images, height, width, channels);
          TFloat32 regions = Tensors.of(rois, rois.length / 5, 5);
          Result result =
              session.runner().feed(map, input).feed(boxes, regions).fetch(pooled).run()) {
        return Tensors.floats(result.get(0));
      }
    }
  }

  private static float[] java(
      float[] features, int images, int height, int width, int channels, float[] rois, Tap tap) {
    List<FeatureGrid> maps = List.of(new FeatureGrid(features, images, height, width, channels));
    RoiMaxPooling pooling = new RoiMaxPooling(List.of(tap.binning()));
    float[] one = new float[pooling.size(maps)];
    float[] all = new float[rois.length / 5 * one.length];
    for (int r = 0; r < rois.length / 5; r++) {
      pooling.pool(maps, rois, r, one);
      System.arraycopy(one, 0, all, r * one.length, one.length);
    }
    return all;
  }

  private static float[] segmentMax(
      float[] features, int images, int height, int width, int channels, float[] rois, Tap tap) {
    RoiCells cells = RoiCells.of(tap, rois, height, width);
    int length = cells.cells().length;
    int binCount = rois.length / 5 * tap.bins().count() * tap.bins().count();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> map =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, channels)));
      Placeholder<TInt32> indices = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      Placeholder<TInt32> bins = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      Operand<TFloat32> pooled =
          SegmentMaxPooling.pool(tf, map, channels, indices, bins, tf.constant(binCount));
      try (Session session = new Session(graph);
          TFloat32 input = Tensors.of(features, images, height, width, channels);
          TInt32 cellTensor = Tensors.of(cells.cells(), length);
          TInt32 binTensor = Tensors.of(cells.bins(), length);
          Result result =
              session
                  .runner()
                  .feed(map, input)
                  .feed(indices, cellTensor)
                  .feed(bins, binTensor)
                  .fetch(pooled)
                  .run()) {
        return Tensors.floats(result.get(0));
      }
    }
  }
}
