package io.frameflow.connectors.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreetSceneTest {
  private static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData().clone();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, -77})
  void aFrameDependsOnSeedAndNumberOnly(long seed) {
    StreetScene onwards = new StreetScene(seed, 320, 240);
    onwards.render(0);
    onwards.render(4000); // another light, so that the cached backdrop is another one too
    StreetFrame expected = onwards.render(1234);
    int[] expectedPixels = pixels(expected.image());

    StreetFrame direct = new StreetScene(seed, 320, 240).render(1234);

    assertThat(pixels(direct.image())).isEqualTo(expectedPixels);
    assertThat(direct.objects()).isEqualTo(expected.objects());
  }

  @Test
  void otherSeedsAndOtherFramesAreOtherPictures() {
    StreetScene scene = new StreetScene(1, 320, 240);
    int[] first = pixels(scene.render(0).image());

    assertThat(pixels(scene.render(1).image())).isNotEqualTo(first);
    assertThat(pixels(new StreetScene(2, 320, 240).render(0).image())).isNotEqualTo(first);
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"640,480", "333,251", "800,300", "240,480"})
  void boxesLieWithinThePicture(int width, int height) {
    for (long seed = 0; seed < 3; seed++) {
      StreetScene scene = new StreetScene(seed, width, height);
      for (long frame = 0; frame < 400; frame += 40) {
        for (SceneObject object : scene.render(frame).objects()) {
          assertThat(object.x1()).as("%s, seed %d, frame %d", object, seed, frame).isNotNegative();
          assertThat(object.y1()).as("%s, seed %d, frame %d", object, seed, frame).isNotNegative();
          assertThat(object.x2()).isGreaterThan(object.x1()).isLessThanOrEqualTo(width);
          assertThat(object.y2()).isGreaterThan(object.y1()).isLessThanOrEqualTo(height);
        }
      }
    }
  }

  @Test
  void everyClassAppearsOftenAndStreetsAreNeitherEmptyNorCrowded() {
    Map<String, Integer> counts = new HashMap<>();
    int frames = 0;
    for (long seed = 100; seed < 112; seed++) {
      StreetScene scene = new StreetScene(seed, 320, 240);
      for (long frame = 0; frame < 9000; frame += 450) {
        frames++;
        scene.render(frame).objects().forEach(o -> counts.merge(o.label(), 1, Integer::sum));
      }
    }
    assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(StreetScene.LABELS);
    int perFrame = frames / 4;
    assertThat(counts).allSatisfy((label, n) -> assertThat(n).as(label).isGreaterThan(perFrame));
    double all = counts.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(all / frames).isBetween(3.0, 9.0);
  }

  private static boolean whole(SceneObject object) {
    return object.x1() > 0 && object.x2() < 320 && object.y2() < 240;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 4, 5})
  void objectsMoveSmoothlyFromFrameToFrame(long seed) {
    StreetScene scene = new StreetScene(seed, 320, 240);
    Map<Long, SceneObject> before = new HashMap<>();
    Set<Integer> directions = new HashSet<>();
    int pairs = 0;
    for (long frame = 0; frame < 120; frame++) {
      Map<Long, SceneObject> now = new HashMap<>();
      List<SceneObject> objects = scene.render(frame).objects();
      for (SceneObject object : objects) {
        now.put(object.id(), object);
        SceneObject old = before.get(object.id());
        if (old != null) {
          pairs++;
          String what = "%s then %s, seed %d, frame %d".formatted(old, object, seed, frame);
          assertThat(object.label()).as(what).isEqualTo(old.label());
          assertThat(Math.abs(object.x1() - old.x1())).as(what).isLessThan(30);
          assertThat(Math.abs(object.x2() - old.x2())).as(what).isLessThan(30);
          // The border cuts a cyclist at the head in one frame and at the knee in the next.
          if (whole(object) && whole(old)) {
            assertThat(Math.abs(object.y1() - old.y1())).as(what).isLessThan(12.5f);
            assertThat(Math.abs(object.y2() - old.y2())).as(what).isLessThan(12.5f);
          }
          directions.add((int) Math.signum(object.x1() - old.x1()));
        }
      }
      assertThat(now).as("ids are unique").hasSameSizeAs(objects);
      before = now;
    }
    assertThat(pairs).isGreaterThan(200);
    assertThat(directions).contains(-1, 1);
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"95,480", "640,0", "640,8193"})
  void sizesThatNoSceneCanHaveAreRefused(int width, int height) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StreetScene(1, width, height))
        .withMessageContaining(width + "x" + height)
        .withMessageContaining("between 96 and 8192");
  }

  @Test
  void momentsBeforeTheFirstFrameAreRefused() {
    StreetScene scene = new StreetScene(1, 96, 96);
    assertThatIllegalArgumentException().isThrownBy(() -> scene.render(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> scene.renderAt(Double.NaN));
  }
}
