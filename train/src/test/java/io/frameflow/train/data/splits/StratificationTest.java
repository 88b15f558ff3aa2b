package io.frameflow.train.data.splits;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StratificationTest {

  static IntStream seeds() {
    return IntStream.range(0, 30);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyClassAndTheImagesAreSharedOutAsAsked(int seed) {
    Random random = new Random(seed);
    List<ImageGroup> groups = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int common = random.nextInt(6);
      int rare = random.nextInt(10) == 0 ? 1 : 0;
      groups.add(group(1 + random.nextInt(2), common, rare));
    }

    int[] parts = Stratification.of(groups, new double[] {.8, .2}, seed);

    assertThat(share(groups, parts, g -> g.images()))
        .as("images, seed %d", seed)
        .isBetween(.17, .23);
    for (int c = 1; c <= 2; c++) {
      int classId = c;
      assertThat(share(groups, parts, g -> g.objects(classId)))
          .as("class %d, seed %d", c, seed)
          .isBetween(.17, .23);
    }
  }

  @Test
  void aClassOfTwoGroupsComesIntoBothParts() {
    List<ImageGroup> groups = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      groups.add(group(1, 3, i < 2 ? 1 : 0));
    }

    int[] parts = Stratification.of(groups, new double[] {.9, .1}, 1);

    assertThat(parts[0]).isNotEqualTo(parts[1]);
  }

  @Test
  void aClassComesIntoAPartThatHasTooManyImagesAlready() {
    List<ImageGroup> groups = new ArrayList<>();
    groups.add(group(10, 0, 1));
    groups.add(group(10, 0, 1));
    groups.add(group(1, 3, 0));
    groups.add(group(1, 3, 0));
    for (int i = 0; i < 20; i++) {
      groups.add(group(1, 0, 0));
    }

    int[] parts = Stratification.of(groups, new double[] {.9, .1}, 1);

    assertThat(parts[0]).as("leaves the second part with 10 images of 4").isNotEqualTo(parts[1]);
    assertThat(parts[2]).isNotEqualTo(parts[3]);
  }

  @Test
  void theSeedDecidesAndNothingElse() {
    List<ImageGroup> groups = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      groups.add(group(1, 2, 0));
    }
    double[] shares = {.7, .3};

    assertThat(Stratification.of(groups, shares, 5))
        .isEqualTo(Stratification.of(groups, shares, 5));
    assertThat(Stratification.of(groups, shares, 6))
        .isNotEqualTo(Stratification.of(groups, shares, 5));
  }

  private static double share(
      List<ImageGroup> groups, int[] parts, ToIntFunction<ImageGroup> count) {
    int all = groups.stream().mapToInt(count).sum();
    int inSecond =
        IntStream.range(0, parts.length)
            .filter(i -> parts[i] == 1)
            .map(i -> count.applyAsInt(groups.get(i)))
            .sum();
    return inSecond / (double) all;
  }

  /** The objects stand in the first image. */
  private static ImageGroup group(int images, int common, int rare) {
    List<GroundTruth> objects = new ArrayList<>();
    for (int i = 0; i < common + rare; i++) {
      int classId = i < common ? 1 : 2;
      objects.add(new GroundTruth("class " + classId, classId, new Box(0, 0, 9, 9), false));
    }
    ImageGroup group = new ImageGroup();
    for (int i = 0; i < images; i++) {
      group.add(new AnnotatedImage("x", Path.of("x"), 10, 10, i == 0 ? objects : List.of()));
    }
    return group;
  }
}
