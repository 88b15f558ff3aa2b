package io.frameflow.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.GroundTruth;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class MistakePictureTest {

  /**
   * 2.2 times the longer side is 66 pixels, so a pixel of the image is 300 / 66 = 4.5 of the
   * picture. Around the box that would begin at -28: it begins at the image's edge instead.
   */
  @Test
  void thePartLiesWithinTheImageAndTheBoxWhereItBelongs() {
    BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 200 * 200; i++) {
      image.setRGB(i % 200, i / 200, 0xffffff);
    }
    GroundTruth cat = new GroundTruth("cat", 1, new Box(40, 40, 60, 60), false);

    BufferedImage picture = MistakePicture.draw(image, List.of(cat), new Box(0, 0, 10, 30), "dog");

    assertThat(picture.getWidth()).isEqualTo(MistakePicture.SIDE);
    assertThat(new Color(picture.getRGB(299, 150))).as("image").isEqualTo(Color.WHITE);
    assertThat(new Color(picture.getRGB(45, 100)).getRed()).as("red edge").isGreaterThan(200);
    assertThat(new Color(picture.getRGB(45, 100)).getGreen()).isLessThan(60);
    assertThat(new Color(picture.getRGB(182, 260)).getGreen()).as("green edge").isGreaterThan(100);
    assertThat(new Color(picture.getRGB(182, 260)).getRed()).isLessThan(60);
    assertThat(new Color(picture.getRGB(2, 12)).getRed()).as("plate of dog").isGreaterThan(200);
  }

  @Test
  void anImageSmallerThanThePartIsInItsMiddle() {
    BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);

    BufferedImage picture = MistakePicture.draw(image, List.of(), new Box(0, 0, 20, 20), "dog");

    assertThat(new Color(picture.getRGB(150, 150))).isEqualTo(Color.BLACK);
    assertThat(new Color(picture.getRGB(5, 150))).isEqualTo(Color.DARK_GRAY);
    assertThat(new Color(picture.getRGB(295, 150))).isEqualTo(Color.DARK_GRAY);
  }
}
