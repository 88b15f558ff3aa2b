package io.frameflow.train.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.ModelManifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleChoiceTest {
  private static final ModelManifest.Input OWN = new ModelManifest.Input(600, 1000, 16);
  private static final Image IMAGE = new Image(800, 600, new byte[800 * 600 * 3]);

  private final ScaleChoice choice = new ScaleChoice(OWN, List.of(300, 600, 1200));

  /** At half, full and double size these regions are 224 x 224. */
  @Test
  void aRegionGoesWhereItsAreaIsClosestTo224Squared() {
    assertThat(choice.choose(IMAGE, Boxes.of(0, 0, 448, 448, 10, 20, 234, 244, 5, 5, 117, 117)))
        .containsExactly(0, 1, 2);
  }

  /** 159 x 159 is as far below 224 x 224 as twice that is above; 160 is nearer as it is. */
  @Test
  void closenessIsAMatterOfTheFactor() {
    assertThat(choice.choose(IMAGE, Boxes.of(0, 0, 158, 158, 0, 0, 160, 160)))
        .containsExactly(2, 1);
  }

  /** 700 x 2: double size would be closest to 224 x 224, but is 1400 pixels long. */
  @Test
  void aRegionThatWouldBeLongerThanTheModelsImagesGoesToASmallerSize() {
    assertThat(choice.choose(IMAGE, Boxes.of(0, 0, 700, 2, 0, 0, 490, 2))).containsExactly(1, 2);
  }

  @Test
  void withoutSidesItIsTheModelsOwn() {
    assertThat(new ScaleChoice(OWN, List.of()).inputs()).containsExactly(OWN);
  }

  @Test
  void theLongSideGrowsWithTheShortOne() {
    assertThat(choice.inputs())
        .containsExactly(
            new ModelManifest.Input(300, 500, 16), OWN, new ModelManifest.Input(1200, 2000, 16));
  }
}
