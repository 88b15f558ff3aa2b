package io.frameflow.train.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.images.Image;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sizes below those of the data set, and the pictures that show them. */
class UnseenSizesTest {

  @Test
  void closeUpsAreThoughtFartherAway() {
    UnseenSizes unseen = UnseenSizes.below(sizes(Collections.nCopies(100, .6)));
    assertThat(unseen.sizes())
        .extracting(size -> Math.round(100 * Math.exp(size.logSide())))
        .containsOnly(30L, 20L, 15L, 12L, 10L);
    assertThat(unseen.sizes().stream().mapToDouble(ObjectSize::weight).sum())
        .isCloseTo(.1, within(1e-9));
    Box object = new Box(20, 20, 81, 81);
    assertThat(unseen.distances(List.of(object), 100)).containsExactly(2, 3, 4, 5, 6);
    assertThat(unseen.has(object, 1, 100)).as("a shown size").isFalse();
    assertThat(unseen.has(object, 7, 100)).as("too small").isFalse();
  }

  @Test
  void aDataSetWithSmallObjectsLeavesNothing() {
    List<Double> sides = new ArrayList<>(Collections.nCopies(98, .6));
    sides.addAll(List.of(.09, .09));
    UnseenSizes unseen = UnseenSizes.below(sizes(sides));
    assertThat(unseen.isEmpty()).isTrue();
    assertThat(unseen.distances(List.of(new Box(20, 20, 80, 80)), 100)).isEmpty();
  }

  @Test
  void oneStrayAmongHundredsIsNoShownSize() {
    List<Double> sides = new ArrayList<>(Collections.nCopies(300, .6));
    sides.add(.05);
    assertThat(UnseenSizes.below(sizes(sides)).isEmpty()).isFalse();
  }

  @Test
  void tilesRepeatTheImageAndMirrorEveryOtherColumn() {
    byte[] rgb = new byte[2 * 3 * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) i;
    }
    TiledPicture tiles = new TiledPicture(new Image(3, 2, rgb), 2);
    assertThat(tiles.width()).isEqualTo(6);
    assertThat(tiles.height()).isEqualTo(4);
    ByteBuffer row = ByteBuffer.allocate(19);
    tiles.copyRow(3, row, 1);
    assertThat(row.array())
        .containsExactly(0, 9, 10, 11, 12, 13, 14, 15, 16, 17, 15, 16, 17, 12, 13, 14, 9, 10, 11);
    Box box = new Box(0, 0, 1, 2);
    assertThat(tiles.place(box, 0, 1)).isEqualTo(new Box(0, 2, 1, 4));
    assertThat(tiles.place(box, 1, 0)).isEqualTo(new Box(5, 0, 6, 2));
  }

  @Test
  void objectsThatWouldAllBeTooSmallLeaveNothing() {
    UnseenSizes unseen = UnseenSizes.below(sizes(List.of(.15, .16)));
    assertThat(unseen.isEmpty()).isTrue();
    assertThat(unseen.distances(List.of(new Box(0, 0, 30, 30)), 100)).isEmpty();
  }

  private static List<ObjectSize> sizes(List<Double> sides) {
    return sides.stream()
        // A little more than the side, so that rounding does not decide what the least side is.
        .map(side -> Math.log(side * 1.000001))
        .map(log -> new ObjectSize(log, log, 1.0 / sides.size()))
        .toList();
  }
}
