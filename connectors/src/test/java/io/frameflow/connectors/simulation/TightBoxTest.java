package io.frameflow.connectors.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws each figure alone on one flat colour: its changed pixels must fill its recorded bounds. */
class TightBoxTest {
  private static final int FLAT = 0xFF00FF;
  private static final Map<String, Function<Dice, Figure>> MAKERS =
      Map.of(
          "car", Car::new,
          "lorry", Lorry::new,
          "bus", Bus::new,
          "bicycle", Cyclist::new,
          "person", Walker::new);

  @ParameterizedTest
  @ValueSource(strings = {"car", "lorry", "bus", "bicycle", "person"})
  void theBoxIsTheChangedPixels(String label) {
    for (long seed = 0; seed < 40; seed++) {
      Dice dice = Dice.of(seed, 999);
      Viewpoint view = StreetPlan.of(seed, 640, 480).view();
      double y = dice.between(16, 24);
      check(label, seed, view, (view.edge(y, false) + view.edge(y, true)) / 2, y, dice);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"car", "lorry", "bus", "bicycle", "person"})
  void theBoxOfWhatTheBorderCutsHoldsWhatIsLeftOfIt(String label) {
    for (long seed = 0; seed < 40; seed++) {
      Dice dice = Dice.of(seed, 998);
      Viewpoint view = StreetPlan.of(seed, 640, 480).view();
      double y = dice.between(11, 16);
      boolean right = view.yaw() < 0; // where the street is near
      check(
          label,
          seed,
          view,
          view.edge(y, right) + (right ? -1 : 1) * dice.between(0, 0.3),
          y,
          dice);
    }
  }

  private static void check(
      String label, long seed, Viewpoint view, double x, double y, Dice dice) {
    BufferedImage canvas = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
    Arrays.fill(pixels, FLAT);
    Brush brush = new Brush(view, canvas);
    Pose pose = new Pose(x, y, dice.chance(0.5) ? 1 : -1, dice.between(0, 50));
    Figure figure = MAKERS.get(label).apply(dice);
    Silhouette outline = new Silhouette();
    brush.turnTo(pose, Light.at(seed, dice.between(0, 600)), outline);

    figure.draw(brush);

    assertThat(figure.label()).isEqualTo(label);
    SceneObject object =
        Visibility.judge(new Standing(1, figure, pose), outline, List.of(), 640, 480)
            .orElseThrow(() -> new AssertionError(label + " is not in the picture: " + pose));
    int[] bounds = changed(pixels, 640);
    String what = label + ", seed " + seed + ", " + pose;
    // An antialiased edge may touch a pixel too faintly to change it.
    assertThat((float) bounds[0]).as("left of " + what).isCloseTo(object.x1(), within(1.1f));
    assertThat((float) bounds[1]).as("top of " + what).isCloseTo(object.y1(), within(1.1f));
    assertThat((float) bounds[2]).as("right of " + what).isCloseTo(object.x2(), within(1.1f));
    assertThat((float) bounds[3]).as("bottom of " + what).isCloseTo(object.y2(), within(1.1f));
  }

  /** Left, top, right (exclusive), bottom (exclusive) of what is no longer flat. */
  private static int[] changed(int[] pixels, int width) {
    int[] bounds = {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1};
    for (int i = 0; i < pixels.length; i++) {
      if ((pixels[i] & 0xFFFFFF) != FLAT) {
        bounds[0] = Math.min(bounds[0], i % width);
        bounds[1] = Math.min(bounds[1], i / width);
        bounds[2] = Math.max(bounds[2], i % width + 1);
        bounds[3] = Math.max(bounds[3], i / width + 1);
      }
    }
    return bounds;
  }
}
