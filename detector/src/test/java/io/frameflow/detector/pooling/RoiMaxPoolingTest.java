package io.frameflow.detector.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    RoiMaxPooling pooling =
        new RoiMaxPooling(List.of(fine, coarse), List.of(TWO, new RoiBinning(2, 0, 2, false)));
    float[] out = new float[pooling.size()];

    pooling.pool(new float[] {0, 0, 0, 2, 2}, 0, out);

    assertThat(out).containsExactly(0, 1, 100, 2, 3, 100, 4, 5, 100, 6, 7, 100);
  }

  @Test
  void aBinBeyondTheMapIsZeroEvenIfItWasNotBefore() {
    FeatureGrid map = new FeatureGrid(new float[] {5, 5, 5, 5}, 1, 2, 2, 1);
    RoiMaxPooling pooling = new RoiMaxPooling(List.of(map), List.of(new RoiBinning(1, 0, 2, true)));
    float[] out = {9, 9, 9, 9};

    pooling.pool(new float[] {0, 0, 0, 4, 2}, 0, out);

    assertThat(out).containsExactly(5, 0, 5, 0);
  }

  @Test
  void mapsAndBinningsMustFit() {
    FeatureGrid map = new FeatureGrid(new float[4], 1, 2, 2, 1);

    assertThatThrownBy(() -> new RoiMaxPooling(List.of(map), List.of()))
        .hasMessageContaining("1 maps, but 0");
    assertThatThrownBy(
            () ->
                new RoiMaxPooling(List.of(map, map), List.of(TWO, new RoiBinning(1, 0, 3, false))))
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

    DistinctRegions distinct = DistinctRegions.of(rois, List.of(map), List.of(binning));

    assertThat(distinct.count()).isEqualTo(3);
    assertThat(new int[] {distinct.region(0), distinct.region(1), distinct.region(2)})
        .containsExactly(0, 2, 3);
    assertThat(distinct.spread(new float[] {1, 2, 10, 20, 30, 40}, 2))
        .containsExactly(1, 2, 1, 2, 10, 20, 30, 40, 10, 20);
  }

  @Test
  void noRegionsAreNone() {
    FeatureGrid map = new FeatureGrid(new float[4], 1, 2, 2, 1);

    DistinctRegions none = DistinctRegions.of(new float[0], List.of(map), List.of(TWO));

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
    RoiMaxPooling pooling = new RoiMaxPooling(List.of(map), List.of(binning));
    float[] all = new float[count * pooling.size()];
    float[] one = new float[pooling.size()];
    for (int r = 0; r < count; r++) {
      pooling.pool(rois, r, one);
      System.arraycopy(one, 0, all, r * one.length, one.length);
    }

    DistinctRegions distinct = DistinctRegions.of(rois, List.of(map), List.of(binning));
    float[] few = new float[distinct.count() * one.length];
    for (int i = 0; i < distinct.count(); i++) {
      pooling.pool(rois, distinct.region(i), one);
      System.arraycopy(one, 0, few, i * one.length, one.length);
    }

    assertThat(distinct.count()).as("seed %d", seed).isLessThan(count);
    assertThat(distinct.spread(few, one.length)).as("seed %d", seed).isEqualTo(all);
  }

  private static float[] pooled(FeatureGrid map, RoiBinning binning, float... roi) {
    RoiMaxPooling pooling = new RoiMaxPooling(List.of(map), List.of(binning));
    float[] out = new float[pooling.size()];
    pooling.pool(roi, 0, out);
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
