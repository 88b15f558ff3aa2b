package io.frameflow.train.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.BoxDeltas;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.Iou;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoiSamplerTest {
  private static final int ROIS = 64;
  private static final int FOREGROUND = 16;
  private static final List<Float> MEANS = List.of(30f, 20f, 10f);

  private static ImageDecoder decoder;
  @TempDir static Path temp;
  private static RectangleScenes scenes;

  @BeforeAll
  static void drawScenes() throws IOException {
    decoder = new ImageDecoder();
    scenes = RectangleScenes.write(temp.resolve("scenes"), 11, 5, 160, 120);
  }

  @AfterAll
  static void closeDecoder() {
    decoder.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aQuarterIsForegroundAndOverlapsStayWithinBounds(long seed) throws IOException {
    SamplingOptions options = SamplingOptions.paper();
    RoiSampler sampler = sampler(options, AugmentationOptions.none(), seed);
    for (int step = 0; step < 5; step++) {
      MiniBatch batch = sampler.batch(step);
      for (int n = 0; n < 2; n++) {
        List<GroundTruth> objects = objectsOf(batch, n);
        for (int r = n * ROIS; r < (n + 1) * ROIS; r++) {
          Box roi = roi(batch, r);
          float best = best(roi, objects);
          String where = "seed %d, step %d, RoI %d: %s".formatted(seed, step, r, roi);
          assertThat(batch.rois()[r * 5]).isEqualTo(n);
          assertThat(batch.classes()[r] > 0).as(where).isEqualTo(r % ROIS < FOREGROUND);
          if (batch.classes()[r] > 0) {
            assertThat(best).as(where).isGreaterThanOrEqualTo(.5f);
          } else {
            assertThat(best).as(where).isGreaterThanOrEqualTo(.1f).isLessThan(.5f);
          }
        }
      }
    }
  }

  /** A quarter of one RoI: one in four of them, not none. 400 draws deviate by .022. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void oneRoiOfAnImageIsForegroundAsOftenAsItsShareSays(long seed) throws IOException {
    SamplingOptions options = SamplingOptions.paper().withImagesPerBatch(8).withRoisPerImage(1);
    RoiSampler sampler = sampler(options, AugmentationOptions.none(), seed);
    int foreground = 0;
    for (int step = 0; step < 50; step++) {
      foreground += (int) Arrays.stream(sampler.batch(step).classes()).filter(c -> c > 0).count();
    }
    assertThat(foreground / 400.).as("seed %d", seed).isBetween(.25 - .088, .25 + .088);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void targetsLeadToTheRectangleOfTheRightColour(long seed) throws IOException {
    AugmentationOptions augmentation = new AugmentationOptions(true, true, true, .2f, 0);
    requireTargetsOnRectangles(augmentation, seed, 1.5f);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void stretchedImagesOfAnyScaleTakeTheirBoxesAlong(long seed) throws IOException {
    AugmentationOptions augmentation =
        new AugmentationOptions(true, false, true, 0, 0, .4f, List.of(90, 120, 160));
    requireTargetsOnRectangles(augmentation, seed, 2.5f);
    RoiSampler sampler = sampler(SamplingOptions.defaults(), augmentation, seed);
    Set<Integer> areas = new HashSet<>();
    for (int step = 0; step < 12; step++) {
      areas.add(sampler.batch(step).height() * sampler.batch(step).width());
    }
    assertThat(areas).as("seed %d", seed).hasSizeGreaterThan(1);
  }

  private static void requireTargetsOnRectangles(
      AugmentationOptions augmentation, long seed, float tolerance) throws IOException {
    RoiSampler sampler = sampler(SamplingOptions.defaults(), augmentation, seed);
    for (int step = 0; step < 4; step++) {
      MiniBatch batch = sampler.batch(step);
      for (int r = 0; r < batch.roiCount(); r++) {
        if (batch.classes()[r] > 0) {
          float[] expected = coloured(batch, r / ROIS, batch.classes()[r]);
          float[] decoded = decode(batch, r);
          for (int i = 0; i < 4; i++) {
            assertThat(decoded[i])
                .as("seed %d, step %d, RoI %d, edge %d", seed, step, r, i)
                .isCloseTo(expected[i], within(tolerance));
          }
        } else {
          for (int i = 0; i < 4; i++) {
            assertThat(batch.targets()[r * 4 + i]).isZero();
          }
        }
      }
    }
  }

  @Test
  void aBatchDependsOnSeedAndStepOnly() throws IOException {
    AugmentationOptions all = AugmentationOptions.anyDirection();
    RoiSampler one = sampler(SamplingOptions.defaults(), all, 7);
    RoiSampler resumed = sampler(SamplingOptions.defaults(), all, 7);
    one.batch(0);
    one.batch(1);

    assertSame(resumed.batch(9), one.batch(9));
    assertSame(resumed.batch(2), one.batch(2));
    assertThat(one.batch(3).rois()).isNotEqualTo(one.batch(2).rois());
    assertThat(sampler(SamplingOptions.defaults(), all, 8).batch(2).rois())
        .isNotEqualTo(one.batch(2).rois());
  }

  @Test
  void everyEpochVisitsEveryImageOnce() throws IOException {
    SamplingOptions single = SamplingOptions.defaults().withImagesPerBatch(1);
    RoiSampler sampler = sampler(single, AugmentationOptions.none(), 3);
    assertThat(sampler.stepsPerEpoch()).isEqualTo(5);
    List<List<Integer>> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 4; epoch++) {
      List<Integer> visited = new ArrayList<>();
      for (int step = 0; step < 5; step++) {
        visited.add(indexOf(sampler.batch(epoch * 5L + step), 0));
      }
      assertThat(visited).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
      epochs.add(visited);
    }
    assertThat(Set.copyOf(epochs)).hasSizeGreaterThan(1);
  }

  @Test
  void anImageWithoutObjectsGivesOnlyBackground() throws IOException {
    AnnotatedImage full = scenes.data().images().get(0);
    AnnotatedImage bare = with(full, List.of());

    MiniBatch batch = sampler(List.of(bare), scenes.proposals(), SamplingOptions.paper()).batch(0);

    assertThat(batch.classes()).containsOnly(0).hasSize(2 * ROIS);
    assertThat(batch.targets()).containsOnly(0);
  }

  @Test
  void anImageWithNothingAtAllStillGivesValidBoxes() throws IOException {
    AnnotatedImage bare = with(scenes.data().images().get(0), List.of());
    Map<String, Boxes> none = Map.of(bare.id(), Boxes.EMPTY);

    MiniBatch batch = sampler(List.of(bare), none, SamplingOptions.paper()).batch(0);

    assertThat(batch.classes()).containsOnly(0);
    for (int r = 0; r < batch.roiCount(); r++) {
      Box roi = roi(batch, r);
      assertThat(roi.area()).isPositive();
      assertThat(roi.x1()).isNotNegative();
      assertThat(roi.x2()).isLessThanOrEqualTo(160);
      assertThat(roi.y2()).isLessThanOrEqualTo(120);
    }
  }

  @Test
  void fewProposalsAreRepeated() throws IOException {
    AnnotatedImage image = scenes.data().images().get(0);
    Box object = image.objects().get(0).box();
    Boxes two =
        Boxes.of(List.of(object, new Box(object.x1(), object.y1(), object.x2(), object.y1() + 8)));
    SamplingOptions bare = new SamplingOptions(1, ROIS, .25f, .5f, 0, .3f, false, 0, 0);

    MiniBatch batch = sampler(List.of(image), Map.of(image.id(), two), bare).batch(0);

    Set<Box> distinct = new HashSet<>();
    for (int r = 0; r < batch.roiCount(); r++) {
      distinct.add(roi(batch, r));
    }
    assertThat(distinct).containsExactlyInAnyOrderElementsOf(two.asList());
    assertThat(Arrays.stream(batch.classes()).filter(c -> c > 0).count()).isEqualTo(FOREGROUND);
  }

  @Test
  void boxesOnDifficultObjectsAreNeitherForegroundNorBackground() throws IOException {
    AnnotatedImage image = scenes.data().images().get(0);
    GroundTruth red = image.objects().get(0);
    GroundTruth hard = new GroundTruth("green", 2, image.objects().get(1).box(), true);
    AnnotatedImage changed = with(image, List.of(red, hard));
    Boxes onHard = Boxes.of(List.of(hard.box(), hard.box(), hard.box()));
    Map<String, Boxes> proposals =
        Map.of(image.id(), scenes.proposals().get(image.id()).first(50).concat(onHard));

    RoiSampler sampler = sampler(List.of(changed), proposals, SamplingOptions.defaults());
    for (int step = 0; step < 10; step++) {
      MiniBatch batch = sampler.batch(step);
      for (int r = 0; r < batch.roiCount(); r++) {
        assertThat(batch.classes()[r]).isNotEqualTo(2);
        if (batch.classes()[r] == 0) {
          assertThat(Iou.of(roi(batch, r), hard.box())).isLessThan(.5f);
        }
      }
    }
  }

  @Test
  void aShareOfTheForegroundIsBalancedOverClasses() throws IOException {
    AnnotatedImage image = scenes.data().images().get(0);
    List<GroundTruth> objects = new ArrayList<>();
    objects.add(new GroundTruth("green", 2, new Box(140, 100, 158, 118), false));
    for (int i = 0; i < 9; i++) {
      objects.add(new GroundTruth("red", 1, new Box(i * 15, 10, i * 15 + 12, 30), false));
    }
    AnnotatedImage crowded = with(image, objects);

    assertThat(greenShare(crowded, 0)).isCloseTo(.1, within(.04));
    assertThat(greenShare(crowded, 1)).isCloseTo(.5, within(.06));
  }

  @Test
  void imagesOfDifferentSizesShareAPaddedCanvas() throws IOException {
    RectangleScenes tall = RectangleScenes.write(temp.resolve("tall"), 5, 1, 90, 210);
    AnnotatedImage wide = scenes.data().images().get(0);
    AnnotatedImage high = renamed(tall.data().images().get(0), "tall");
    Map<String, Boxes> proposals =
        Map.of(
            wide.id(), scenes.proposals().get(wide.id()), "tall", tall.proposals().get("scene0"));

    MiniBatch batch = sampler(List.of(wide, high), proposals, SamplingOptions.defaults()).batch(0);

    // 160x120 stays; 90x210 has its long side brought to 160: 69x160.
    assertThat(batch.width()).isEqualTo(160);
    assertThat(batch.height()).isEqualTo(160);
    boolean wideFirst = batch.pixels()[159 * 160 * 3] == 30f;
    int at = (wideFirst ? 0 : 160 * 160 * 3) + 120 * 160 * 3;
    for (int i = 0; i < 40 * 160 * 3; i++) {
      assertThat(batch.pixels()[at + i]).isEqualTo(MEANS.get(i % 3));
    }
    for (int r = 0; r < batch.roiCount(); r++) {
      boolean isWide = (r < ROIS) == wideFirst;
      assertThat(roi(batch, r).x2()).isLessThanOrEqualTo(isWide ? 160 : 69);
      assertThat(roi(batch, r).y2()).isLessThanOrEqualTo(isWide ? 120 : 160);
    }
  }

  @Test
  void refusesWhatCannotBeSampled() {
    assertThatThrownBy(() -> sampler(List.of(), Map.of(), SamplingOptions.paper()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no images");
    assertThatThrownBy(() -> sampler(scenes.data().images(), Map.of(), SamplingOptions.paper()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'scene0' has no proposals entry");
  }

  private static double greenShare(AnnotatedImage image, float balanced) throws IOException {
    SamplingOptions options = new SamplingOptions(2, ROIS, .25f, .5f, 0, balanced, true, 6, .1f);
    RoiSampler sampler = sampler(List.of(image), scenes.proposals(), options);
    int green = 0;
    int all = 0;
    for (int step = 0; step < 30; step++) {
      for (int c : sampler.batch(step).classes()) {
        green += c == 2 ? 1 : 0;
        all += c > 0 ? 1 : 0;
      }
    }
    return green / (double) all;
  }

  private static RoiSampler sampler(
      SamplingOptions options, AugmentationOptions augmentation, long seed) {
    return new RoiSampler(
        scenes.data().images(), scenes.proposals(), scaled(), options, augmentation, seed);
  }

  private static RoiSampler sampler(
      List<AnnotatedImage> images, Map<String, Boxes> proposals, SamplingOptions options) {
    return new RoiSampler(images, proposals, scaled(), options, AugmentationOptions.none(), 1);
  }

  private static ScaledImages scaled() {
    return new ScaledImages(decoder, new ModelManifest.Input(120, 160, 16), MEANS, 1 << 20);
  }

  private static AnnotatedImage with(AnnotatedImage image, List<GroundTruth> objects) {
    return new AnnotatedImage(image.id(), image.file(), image.width(), image.height(), objects);
  }

  private static AnnotatedImage renamed(AnnotatedImage image, String id) {
    return new AnnotatedImage(id, image.file(), image.width(), image.height(), image.objects());
  }

  private static void assertSame(MiniBatch a, MiniBatch b) {
    assertThat(a.pixels()).isEqualTo(b.pixels());
    assertThat(a.rois()).isEqualTo(b.rois());
    assertThat(a.classes()).isEqualTo(b.classes());
    assertThat(a.targets()).isEqualTo(b.targets());
  }

  /** The objects of the scene that image n of an unchanged batch shows. */
  private static List<GroundTruth> objectsOf(MiniBatch batch, int n) {
    return scenes.data().images().get(indexOf(batch, n)).objects();
  }

  private static int indexOf(MiniBatch batch, int n) {
    float[] red = coloured(batch, n, 1);
    for (int i = 0; i < scenes.data().images().size(); i++) {
      Box box = scenes.data().images().get(i).objects().get(0).box();
      if (box.equals(new Box(red[0], red[1], red[2], red[3]))) {
        return i;
      }
    }
    throw new AssertionError("no scene has its red rectangle at " + Arrays.toString(red));
  }

  /** Bounds of the pixels that are mostly of a class's colour: channel 0 or 1. */
  private static float[] coloured(MiniBatch batch, int n, int classId) {
    float[] bounds = {batch.width(), batch.height(), 0, 0};
    for (int y = 0; y < batch.height(); y++) {
      for (int x = 0; x < batch.width(); x++) {
        int at = ((n * batch.height() + y) * batch.width() + x) * 3;
        if (batch.pixels()[at + classId - 1] > 128) {
          bounds[0] = Math.min(bounds[0], x);
          bounds[1] = Math.min(bounds[1], y);
          bounds[2] = Math.max(bounds[2], x + 1);
          bounds[3] = Math.max(bounds[3], y + 1);
        }
      }
    }
    return bounds;
  }

  private static Box roi(MiniBatch batch, int r) {
    float[] v = batch.rois();
    return new Box(v[r * 5 + 1], v[r * 5 + 2], v[r * 5 + 3], v[r * 5 + 4]);
  }

  private static float[] decode(MiniBatch batch, int r) {
    float[] deltas = BoxTargets.deviations();
    for (int i = 0; i < 4; i++) {
      deltas[i] *= batch.targets()[r * 4 + i];
    }
    return BoxDeltas.decode(roi(batch, r), deltas, 0);
  }

  private static float best(Box roi, List<GroundTruth> objects) {
    float best = 0;
    for (GroundTruth object : objects) {
      best = Math.max(best, Iou.of(roi, object.box()));
    }
    return best;
  }
}
