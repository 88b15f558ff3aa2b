package io.frameflow.train.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.train.runs.Recipes;
import io.frameflow.train.sampling.AugmentationOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class AugmentationsTest {

  @Test
  void aSetStandsAlone() {
    assertThat(Augmentations.parse(List.of("any-direction")))
        .isEqualTo(AugmentationOptions.anyDirection())
        .isEqualTo(
            Augmentations.parse(List.of("hflip", "vflip", "transpose", "scale", "colour=.2")));
    assertThat(Augmentations.parse(List.of("photos")))
        .isEqualTo(Augmentations.parse(List.of("hflip", "scale=.2", "colour")));
    assertThat(Augmentations.parse(List.of("none"))).isEqualTo(AugmentationOptions.none());
    assertThatThrownBy(() -> Augmentations.parse(List.of("photos", "vflip")))
        .hasMessageContaining("--augment knows no 'photos'");
  }

  @Test
  void noRecipeTurnsPicturesUpsideDown() {
    assertThat(Recipes.names())
        .allSatisfy(
            name -> {
              AugmentationOptions changes = Recipes.of(name).augmentation();
              assertThat(changes.verticalFlips() || changes.transposes()).as(name).isFalse();
            });
  }
}
