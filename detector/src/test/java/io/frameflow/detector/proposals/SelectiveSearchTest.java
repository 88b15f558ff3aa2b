package io.frameflow.detector.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.Iou;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.proposals.SelectiveSearchSettings.Preset;
import io.frameflow.detector.testmodels.Painting;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelectiveSearchTest {

  @ParameterizedTest
  @EnumSource(Preset.class)
  void plainObjectsAreFoundExactly(Preset preset) {
    Image image =
        new Painting(300, 200)
            .rectangle(0, 0, 300, 200, 90, 90, 90)
            .rectangle(20, 30, 80, 90, 220, 30, 30)
            .rectangle(150, 60, 280, 180, 30, 60, 200)
            .rectangle(180, 90, 230, 140, 240, 230, 40)
            .image();
    Boxes boxes = new SelectiveSearch(SelectiveSearchSettings.of(preset)).propose(image, 500);
    assertThat(best(boxes, new Box(20, 30, 80, 90))).isGreaterThan(.85f);
    assertThat(best(boxes, new Box(150, 60, 280, 180))).isGreaterThan(.85f);
    assertThat(best(boxes, new Box(180, 90, 230, 140))).isGreaterThan(.85f);
  }

  @Test
  void boxesOfLargeImagesAreInTheirPixels() {
    Image image = new Painting(1600, 900).rectangle(400, 300, 900, 700, 250, 250, 250).image();
    Boxes boxes = new SelectiveSearch(SelectiveSearchSettings.of(Preset.VIDEO)).propose(image, 50);
    assertThat(best(boxes, new Box(400, 300, 900, 700))).isGreaterThan(.9f);
  }

  @Test
  void theSeedChangesTheOrderButNotTheBoxes() {
    Image image = Painting.random(new Random(3)).image();
    Boxes one = search(1).propose(image, 100_000);
    Boxes two = search(2).propose(image, 100_000);
    assertThat(two).isNotEqualTo(one);
    assertThat(two.asList()).containsExactlyInAnyOrderElementsOf(one.asList());
  }

  private static SelectiveSearch search(long seed) {
    return new SelectiveSearch(new SelectiveSearchSettings(Preset.FAST, null, null, seed));
  }

  static float best(Boxes boxes, Box wanted) {
    float best = 0;
    for (Box box : boxes.asList()) {
      best = Math.max(best, Iou.of(box, wanted));
    }
    return best;
  }
}
