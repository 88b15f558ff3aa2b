package io.frameflow.connectors.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibilityTest {
  private static final Standing WALKER =
      new Standing(7, new Walker(Dice.of(1)), new Pose(0, 10, 1, 0));

  private static Silhouette rectangle(double x1, double y1, double x2, double y2) {
    Silhouette silhouette = new Silhouette();
    silhouette.add(new double[] {x1, x2, x2, x1}, new double[] {y1, y1, y2, y2}, 4);
    return silhouette;
  }

  private static Optional<SceneObject> judge(Silhouette outline, Silhouette... nearer) {
    return Visibility.judge(WALKER, outline, List.of(nearer), 640, 480);
  }

  @Test
  void whatIsFreeAndLargeIsAskedForWithItsWholeBox() {
    assertThat(judge(rectangle(10.25, 20.5, 50, 100)))
        .contains(new SceneObject(7, "person", 10.25f, 20.5f, 50, 100, false));
  }

  @ParameterizedTest(name = "{0} % hidden")
  @CsvSource({"60,false", "65,false", "75,true", "85,true"})
  void moreThanSeventyPercentHiddenIsDifficult(int percent, boolean difficult) {
    Optional<SceneObject> seen =
        judge(rectangle(100, 100, 200, 200), rectangle(90, 90, 100 + percent, 210));
    assertThat(seen).hasValueSatisfying(o -> assertThat(o.difficult()).isEqualTo(difficult));
    assertThat(seen).hasValueSatisfying(o -> assertThat(o.x1()).isEqualTo(100f));
  }

  @Test
  void moreThanNinetyPercentHiddenIsLeftOut() {
    assertThat(judge(rectangle(100, 100, 200, 200), rectangle(90, 90, 195, 210))).isEmpty();
  }

  @Test
  void severalNearerThingsCountTogetherButNotTwice() {
    Silhouette outline = rectangle(100, 100, 200, 200);
    Silhouette left = rectangle(90, 90, 140, 210);
    Silhouette right = rectangle(160, 90, 210, 210);
    assertThat(judge(outline, left, left))
        .hasValueSatisfying(o -> assertThat(o.difficult()).isFalse());
    assertThat(judge(outline, left, right))
        .hasValueSatisfying(o -> assertThat(o.difficult()).isTrue());
  }

  @ParameterizedTest(name = "{0} of 100 px inside")
  @CsvSource({"20,true", "24,true", "26,false", "90,false"})
  void lessThanAQuarterInsideIsDifficult(int inside, boolean difficult) {
    assertThat(judge(rectangle(inside - 100, 100, inside, 200)))
        .hasValueSatisfying(o -> assertThat(o.difficult()).isEqualTo(difficult))
        .hasValueSatisfying(o -> assertThat(o.x1()).isZero())
        .hasValueSatisfying(o -> assertThat(o.x2()).isEqualTo((float) inside));
  }

  @ParameterizedTest(name = "short side {0}")
  @CsvSource({"13.5,true", "14.5,false"})
  void aShortSideBelowFourteenPixelsIsDifficult(double side, boolean difficult) {
    assertThat(judge(rectangle(100, 100, 100 + side, 160)))
        .hasValueSatisfying(o -> assertThat(o.difficult()).isEqualTo(difficult));
    assertThat(judge(rectangle(100, 100, 160, 100 + side)))
        .hasValueSatisfying(o -> assertThat(o.difficult()).isEqualTo(difficult));
  }

  @Test
  void whatLiesOutsideIsLeftOut() {
    assertThat(judge(rectangle(-50, 100, -1, 200))).isEmpty();
    assertThat(judge(rectangle(100, 479, 140, 600))).isEmpty();
    assertThat(judge(new Silhouette())).isEmpty();
  }

  @Test
  void theHoleOfARingHidesNothing() {
    Viewpoint view = new Viewpoint(640, 480, 500, 100, 5, 0);
    Brush brush = new Brush(view, new java.awt.image.BufferedImage(640, 480, 1));
    Silhouette ring = new Silhouette();
    brush.turnTo(new Pose(0, 10, 1, 0), Light.flat(), ring);
    brush.ring(0, 0, 1, 1, 0.8).fill(0);
    double middle = (ring.top() + ring.bottom()) / 2;

    assertThat(ring.contains(320, middle)).isFalse();
    assertThat(ring.contains(320, ring.top() + 5)).isTrue();
    Silhouette behind = rectangle(310, middle - 10, 330, middle + 10);
    assertThat(Visibility.hidden(behind, List.of(ring), 310, middle - 10, 330, middle + 10))
        .isZero();
    assertThat(
            Visibility.hidden(
                rectangle(ring.left(), ring.top(), ring.right(), ring.bottom()),
                List.of(ring),
                ring.left(),
                ring.top(),
                ring.right(),
                ring.bottom()))
        .isCloseTo(Math.PI / 4 * (1 - 0.64), within(0.07));
  }
}
