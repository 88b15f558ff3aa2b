package io.frameflow.detector.proposals.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.testmodels.Painting;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentationTest {

  @Test
  void labOfPrimariesIsAsPublished() {
    // L*, a*, b* of sRGB red under D65 are 53.24, 80.09 and 67.20.
    assertThat(convert(ColourSpace.LAB, 255, 0, 0)[0]).isCloseTo(53.24f * 2.55f, within(1f));
    assertThat(convert(ColourSpace.LAB, 255, 0, 0)[1]).isCloseTo(128 + 80.09f, within(1f));
    assertThat(convert(ColourSpace.LAB, 255, 0, 0)[2]).isCloseTo(128 + 67.20f, within(1f));
    assertThat(convert(ColourSpace.LAB, 255, 255, 255)[0]).isCloseTo(255, within(.5f));
  }

  @Test
  void huesAreSpreadOverTheCircle() {
    assertThat(convert(ColourSpace.HUE, 255, 0, 0)[0]).isZero();
    assertThat(convert(ColourSpace.HUE, 0, 255, 0)[0]).isEqualTo(85);
    assertThat(convert(ColourSpace.HUE, 0, 0, 255)[0]).isEqualTo(170);
    assertThat(convert(ColourSpace.HSV, 100, 50, 50)).containsExactly(0, 127.5f, 100);
    assertThat(convert(ColourSpace.RG_I, 0, 0, 0)).containsExactly(85, 85, 0);
  }

  @Test
  void plainAreasBecomeOneRegionEach() {
    Image image =
        new Painting(40, 30)
            .rectangle(0, 0, 40, 30, 200, 200, 200)
            .rectangle(10, 8, 30, 22, 20, 20, 20)
            .image();
    Segmentation result = new GraphSegmentation(ColourSpace.INTENSITY.of(image)).segment(50, 20);
    assertThat(result.labels()[0]).isNotEqualTo(result.labels()[15 * 40 + 20]);
    assertThat(result.labels()[0]).isEqualTo(result.labels()[29 * 40 + 39]);
    assertThat(result.regions()).isLessThanOrEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void noRegionIsSmallerThanAskedFor(long seed) {
    byte[] rgb = new byte[50 * 40 * 3];
    new Random(seed).nextBytes(rgb);
    Segmentation result =
        new GraphSegmentation(ColourSpace.LAB.of(new Image(50, 40, rgb))).segment(20, 15);
    int[] sizes = new int[result.regions()];
    for (int label : result.labels()) {
      sizes[label]++;
    }
    assertThat(result.regions()).isGreaterThan(1);
    assertThat(Arrays.stream(sizes).min().orElseThrow())
        .as("seed %d", seed)
        .isGreaterThanOrEqualTo(15);
  }

  @Test
  void aHierarchyHasAllRegionsAndEndsWithTheImage() {
    Image image = Painting.random(new Random(7)).image();
    Planes planes = ColourSpace.HSV.of(image);
    Segmentation segmentation = new GraphSegmentation(planes).segment(50, 20);
    Regions regions = Regions.of(segmentation, planes, new Texture(planes));
    Neighbours neighbours = new Neighbours(segmentation);
    int[] first = HierarchicalGrouping.boxes(regions.fresh(), neighbours.fresh(), Similarity.ALL);
    int[] again = HierarchicalGrouping.boxes(regions.fresh(), neighbours.fresh(), Similarity.ALL);
    assertThat(first).hasSize(4 * (2 * segmentation.regions() - 1));
    assertThat(again).as("a hierarchy leaves the next one untouched").isEqualTo(first);
    assertThat(Arrays.copyOfRange(first, first.length - 4, first.length))
        .containsExactly(0, 0, image.width(), image.height());
  }

  @Test
  void likeColoursMergeFirst() {
    Image image =
        new Painting(90, 30)
            .rectangle(0, 0, 30, 30, 200, 40, 40)
            .rectangle(30, 0, 60, 30, 40, 40, 200)
            .rectangle(60, 0, 90, 30, 60, 40, 220)
            .image();
    Planes planes = ColourSpace.LAB.of(image);
    int[] labels = new int[90 * 30];
    Arrays.setAll(labels, i -> i % 90 / 30);
    Segmentation thirds = new Segmentation(90, 30, labels, 3);
    Regions regions = Regions.of(thirds, planes, new Texture(planes));
    int[] boxes =
        HierarchicalGrouping.boxes(
            regions, new Neighbours(thirds), new Similarity(true, false, false, false));
    assertThat(Arrays.copyOfRange(boxes, 12, 16)).containsExactly(30, 0, 90, 30);
  }

  @Test
  void pairsComeOutMostSimilarFirst() {
    long seed = 5;
    Random random = new Random(seed);
    PairQueue queue = new PairQueue();
    float[] similarities = new float[1000];
    for (int i = 0; i < similarities.length; i++) {
      similarities[i] = random.nextInt(50);
      queue.add(similarities[i], i, i + 1);
    }
    float previous = Float.MAX_VALUE;
    int age = -1;
    for (int i = 0; i < similarities.length; i++) {
      int pair = queue.poll();
      float similarity = similarities[queue.first(pair)];
      assertThat(similarity).as("seed %d", seed).isLessThanOrEqualTo(previous);
      if (similarity == previous) {
        assertThat(queue.first(pair)).isGreaterThan(age);
      }
      previous = similarity;
      age = queue.first(pair);
    }
    assertThat(queue.poll()).isEqualTo(-1);
  }

  private static float[] convert(ColourSpace space, int red, int green, int blue) {
    Planes planes = space.of(new Image(1, 1, new byte[] {(byte) red, (byte) green, (byte) blue}));
    float[] pixel = new float[planes.channels().length];
    for (int c = 0; c < pixel.length; c++) {
      pixel[c] = planes.channels()[c][0];
    }
    return pixel;
  }
}
