package io.frameflow.train.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.train.data.AnnotatedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaledImagesTest {
  private static final List<Float> MEANS = List.of(1f, 2f, 3f);
  private static final int BYTES = 64 * 48 * 3;

  private static ImageDecoder decoder;
  @TempDir Path temp;

  @BeforeAll
  static void openDecoder() throws IOException {
    decoder = new ImageDecoder();
  }

  @AfterAll
  static void closeDecoder() {
    decoder.close();
  }

  @Test
  void theShortSideRulesUnlessTheLongOneWouldGetTooLong() throws IOException {
    AnnotatedImage image = images(1).get(0);

    assertThat(scaled(96, 200, 0).get(image).width()).isEqualTo(128);
    assertThat(scaled(96, 200, 0).get(image).height()).isEqualTo(96);
    assertThat(scaled(96, 100, 0).get(image).width()).isEqualTo(100);
    assertThat(scaled(96, 100, 0).get(image).height()).isEqualTo(75);
    assertThat(scaled(24, 100, 0).get(image).width()).isEqualTo(32);
  }

  @Test
  void keepsTheRecentOnesWithinTheCap() throws IOException {
    List<AnnotatedImage> images = images(3);
    ScaledImages two = scaled(48, 64, 2L * BYTES);
    two.get(images.get(0));
    two.get(images.get(1));
    two.get(images.get(0));
    two.get(images.get(2));
    assertThat(two.keptBytes()).isEqualTo(2L * BYTES);
    for (AnnotatedImage image : images) {
      Files.delete(image.file());
    }

    assertThat(two.get(images.get(0)).width()).isEqualTo(64);
    assertThat(two.get(images.get(2)).width()).isEqualTo(64);
    assertThatThrownBy(() -> two.get(images.get(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("scene1.png");
  }

  @Test
  void anImageLargerThanTheCapIsNotKept() throws IOException {
    ScaledImages none = scaled(48, 64, BYTES - 1);

    assertThat(none.get(images(1).get(0)).width()).isEqualTo(64);
    assertThat(none.keptBytes()).isZero();
  }

  @Test
  void anImageThatChangedItsSizeIsRefused() throws IOException {
    AnnotatedImage image = images(1).get(0);
    AnnotatedImage before = new AnnotatedImage("x", image.file(), 65, 48, List.of());

    assertThatThrownBy(() -> scaled(48, 64, 0).get(before))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is 64x48, but was 65x48");
  }

  private List<AnnotatedImage> images(int count) throws IOException {
    return RectangleScenes.write(temp, 1, count, 64, 48).data().images();
  }

  private static ScaledImages scaled(int shortSide, int longSide, long cap) {
    return new ScaledImages(decoder, new ModelManifest.Input(shortSide, longSide, 16), MEANS, cap);
  }
}
