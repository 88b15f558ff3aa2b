package io.frameflow.detector.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoiMaxPoolingTest {

  private static final RoiBinning TWO = new RoiBinning(1, 0, 2, false);

  @Test
  void eachBinIsTheLargestOfItsCells() {
    // cells 0..15, row after row; columns 1..3 and rows 0..3 in bins of 2x2 cells, one shared
    FeatureGrid map = new FeatureGrid(counting(16), 1, 4, 4, 1);

    assertThat(pooled(map, TWO, 0, 1, 0, 4, 4)).containsExactly(6, 7, 14, 15);
  }

  @Test
  void negativeValuesCount() {
    FeatureGrid map = new FeatureGrid(new float[] {-3, -1, -4, -2}, 1, 2, 2, 1);

    assertThat(pooled(map, TWO, 0, 0, 0, 2, 2)).containsExactly(-3, -1, -4, -2);
  }

  @Test
  void theSecondImageHasItsOwnCells() {
    FeatureGrid map = new FeatureGrid(counting(8), 2, 2, 2, 1);

    assertThat(pooled(map, TWO, 1, 0, 0, 2, 2)).containsExactly(4, 5, 6, 7);
  }

  @Test
  void channelsOfAllMapsFollowOneAnotherInABin() {
    FeatureGrid fine = new FeatureGrid(counting(8), 1, 2, 2, 2);
    FeatureGrid coarse = new FeatureGrid(new float[] {100}, 1, 1, 1, 1);
    List<FeatureGrid> maps = List.of(fine, coarse);
    RoiMaxPooling pooling = new RoiMaxPooling(List.of(TWO, new RoiBinning(2, 0, 2, false)));
    float[] out = new float[pooling.size(maps)];

    pooling.pool(maps, new float[] {0, 0, 0, 2, 2}, 0, out);

    assertThat(out).containsExactly(0, 1, 100, 2, 3, 100, 4, 5, 100, 6, 7, 100);
  }

  @Test
  void aBinBeyondTheMapIsZeroEvenIfItWasNotBefore() {
    FeatureGrid map = new FeatureGrid(new float[] {5, 5, 5, 5}, 1, 2, 2, 1);
    RoiMaxPooling pooling = new RoiMaxPooling(List.of(new RoiBinning(1, 0, 2, true)));
    float[] out = {9, 9, 9, 9};

    pooling.pool(List.of(map), new float[] {0, 0, 0, 4, 2}, 0, out);

    assertThat(out).containsExactly(5, 0, 5, 0);
  }

  @Test
  void mapsAndBinningsMustFit() {
    FeatureGrid map = new FeatureGrid(new float[4], 1, 2, 2, 1);

    RoiMaxPooling pooling = new RoiMaxPooling(List.of(TWO));
    assertThatThrownBy(() -> pooling.pool(List.of(map, map), new float[5], 0, new float[4]))
        .hasMessageContaining("2 maps, but 1");
    assertThatThrownBy(() -> new RoiMaxPooling(List.of())).hasMessageContaining("no map");
    assertThatThrownBy(() -> new RoiMaxPooling(List.of(TWO, new RoiBinning(1, 0, 3, false))))
        .hasMessageContaining("same number of bins");
    assertThatThrownBy(() -> new FeatureGrid(new float[3], 1, 2, 2, 1))
        .hasMessageContaining("3 values are too few for 1x2x2x1");
  }

  @Test
  void regionsOfTheSameCellsAreOne() {
    FeatureGrid map = new FeatureGrid(new float[2 * 4 * 4], 2, 4, 4, 1);
    RoiBinning binning = new RoiBinning(8, 0, 2, false);
    float[] rois = {
      0, 0, 0, 16, 16, //
      0, .1f, 0, 16, 16, // the same cells
      1, 0, 0, 16, 16, // of another image
      0, 0, 0, 24, 16, // wider
      1, .2f, 0, 16, 16
    };

    DistinctRegions distinct = new DistinctRegions(List.of(binning));
    distinct.find(rois, List.of(map));

    assertThat(distinct.count()).isEqualTo(3);
    assertThat(new int[] {distinct.region(0), distinct.region(1), distinct.region(2)})
        .containsExactly(0, 2, 3);
    assertThat(distinct.spread(new float[] {1, 2, 10, 20, 30, 40}, 2))
        .containsExactly(1, 2, 1, 2, 10, 20, 30, 40, 10, 20);
  }

  @Test
  void theNextBatchKnowsNothingOfTheLast() {
    FeatureGrid map = new FeatureGrid(new float[16], 1, 4, 4, 1);
    DistinctRegions distinct = new DistinctRegions(List.of(new RoiBinning(8, 0, 2, false)));
    float[] wide = {0, 0, 0, 24, 16};
    float[] narrow = {0, 0, 0, 16, 16};

    distinct.find(joined(wide, narrow, wide), List.of(map));
    distinct.find(joined(narrow, narrow, wide), List.of(map));

    assertThat(distinct.count()).isEqualTo(2);
    assertThat(distinct.spread(new float[] {1, 2}, 1)).containsExactly(1, 1, 2);
  }

  private static float[] joined(float[]... rois) {
    float[] all = new float[5 * rois.length];
    for (int i = 0; i < rois.length; i++) {
      System.arraycopy(rois[i], 0, all, 5 * i, 5);
    }
    return all;
  }

  @Test
  void noRegionsAreNone() {
    FeatureGrid map = new FeatureGrid(new float[4], 1, 2, 2, 1);

    DistinctRegions none = new DistinctRegions(List.of(TWO));
    none.find(new float[] {0, 0, 0, 2, 2}, List.of(map));
    none.find(new float[0], List.of(map));

    assertThat(none.count()).isZero();
    assertThat(none.spread(new float[0], 3)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void regionsThatAreOnePoolToTheSame(long seed) {
    Random random = new Random(seed);
    float[] values = new float[2 * 6 * 9 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    FeatureGrid map = new FeatureGrid(values, 2, 6, 9, 3);
    RoiBinning binning = new RoiBinning(8, 4, 7, false);
    int count = 400;
    float[] rois = new float[5 * count];
    for (int r = 0; r < count; r++) {
      rois[5 * r] = random.nextInt(2);
      rois[5 * r + 1] = random.nextFloat() * 60 - 10;
      rois[5 * r + 2] = random.nextFloat() * 40 - 10;
      rois[5 * r + 3] = rois[5 * r + 1] + random.nextFloat() * 20;
      rois[5 * r + 4] = rois[5 * r + 2] + random.nextFloat() * 20;
    }
    RoiMaxPooling pooling = new RoiMaxPooling(List.of(binning));
    float[] all = new float[count * pooling.size(List.of(map))];
    float[] one = new float[pooling.size(List.of(map))];
    for (int r = 0; r < count; r++) {
      pooling.pool(List.of(map), rois, r, one);
      System.arraycopy(one, 0, all, r * one.length, one.length);
    }

    DistinctRegions distinct = new DistinctRegions(List.of(binning));
    distinct.find(rois, List.of(map));
    float[] few = new float[distinct.count() * one.length];
    int half = distinct.count() / 2;
    FloatBuffer out = FloatBuffer.wrap(few);
    pooling.pool(List.of(map), rois, distinct, 0, half, out, 0);
    pooling.pool(List.of(map), rois, distinct, half, distinct.count(), out, half * one.length);

    assertThat(distinct.count()).as("seed %d", seed).isLessThan(count);
    assertThat(distinct.spread(few, one.length)).as("seed %d", seed).isEqualTo(all);
  }

  private static float[] pooled(FeatureGrid map, RoiBinning binning, float... roi) {
    RoiMaxPooling pooling = new RoiMaxPooling(List.of(binning));
    float[] out = new float[pooling.size(List.of(map))];
    pooling.pool(List.of(map), roi, 0, out);
    return out;
  }

  private static float[] counting(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return values;
  }
}
