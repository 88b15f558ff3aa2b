package io.frameflow.train.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sizes, bands and shapes of learned windows. */
class WindowShapesTest {

  @Test
  void aRareClassWeighsHalfItsPartOfTheClasses() {
    List<GroundTruth> objects = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      objects.add(object("cell", 1, 20, 20, false));
    }
    objects.add(object("plate", 2, 5, 5, false));
    objects.add(object("plate", 2, 5, 5, true));
    List<ObjectSize> sizes = ObjectSize.of(List.of(image(100, 100, objects)));
    assertThat(sizes).hasSize(10);
    assertThat(sizes.get(9).weight()).isCloseTo(.5 / 10 + .5 / 2, within(1e-9));
    assertThat(sizes.stream().mapToDouble(ObjectSize::weight).sum()).isCloseTo(1, within(1e-9));
    assertThat(Math.exp(sizes.get(9).logSide())).isCloseTo(.05, within(1e-9));
  }

  @Test
  void sizesAreRelativeToTheImage() {
    List<ObjectSize> small = ObjectSize.of(List.of(image(50, 200, object("a", 1, 10, 20, false))));
    List<ObjectSize> large = ObjectSize.of(List.of(image(100, 400, object("a", 1, 20, 40, false))));
    assertThat(small).isEqualTo(large);
  }

  @Test
  void bandsSplitWhereSizesDo() {
    List<GroundTruth> objects = new ArrayList<>();
    for (int side : new int[] {4, 5, 5, 6, 30, 31, 33, 35, 35, 36, 90, 95}) {
      objects.add(object("a", 1, side, side, false));
    }
    List<ObjectSize> sizes = ObjectSize.of(List.of(image(100, 100, objects)));
    assertThat(SizeBands.of(sizes, 3)).extracting(List::size).containsExactly(4, 6, 2);
    assertThat(SizeBands.of(sizes, 1)).extracting(List::size).containsExactly(12);
    assertThat(SizeBands.of(sizes.subList(1, 3), 3)).as("equal sizes").hasSize(1);
  }

  @Test
  void shapesAreThoseOfTheObjects() {
    List<GroundTruth> objects = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      objects.add(object("wide", 1, 40, 10, false));
      objects.add(object("tall", 1, 10, 40, false));
    }
    List<ObjectSize> sizes = ObjectSize.of(List.of(image(100, 100, objects)));
    float[] shapes = ShapeClusters.of(sizes, 6, new Random(1));
    assertThat(shapes).as("no more shapes than there are").hasSize(4);
    assertThat(shapes[0] * shapes[1]).isCloseTo(.04f, within(1e-5f));
    assertThat(shapes[0] / shapes[1] * (shapes[2] / shapes[3])).isCloseTo(1, within(1e-4f));
    assertThat(shapes[0]).isNotEqualTo(shapes[2]);
  }

  private static GroundTruth object(
      String label, int classId, float width, float height, boolean difficult) {
    return new GroundTruth(label, classId, new Box(0, 0, width, height), difficult);
  }

  private static AnnotatedImage image(int width, int height, GroundTruth object) {
    return image(width, height, List.of(object));
  }

  private static AnnotatedImage image(int width, int height, List<GroundTruth> objects) {
    return new AnnotatedImage("image", Path.of("image.jpg"), width, height, objects);
  }
}
