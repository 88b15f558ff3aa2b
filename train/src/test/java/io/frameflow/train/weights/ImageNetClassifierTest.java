package io.frameflow.train.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.data.RealData;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImageNetClassifierTest {

  private static final int TABBY = 281;
  private static final int TIGER_CAT = 282;
  private static final int EGYPTIAN_CAT = 285;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @Test
  void recognisesTheCat() throws Exception {
    Path folder = RealData.require("weights");
    float[] rgb = scaled(ImageIO.read(folder.resolve("cat.jpeg").toFile()));

    try (ImageNetClassifier classifier =
        new ImageNetClassifier(folder.resolve("squeezenet_v1_0_imagenet.safetensors"))) {
      float[] probabilities = classifier.classify(rgb);

      assertThat(probabilities[TIGER_CAT]).isCloseTo(.57f, within(.05f));
      assertThat(probabilities[EGYPTIAN_CAT]).isCloseTo(.30f, within(.05f));
      assertThat(probabilities[TABBY]).isCloseTo(.14f, within(.05f));
    }
  }

  private static float[] scaled(BufferedImage image) {
    int side = ImageNetClassifier.SIDE;
    AffineTransform scale =
        AffineTransform.getScaleInstance(
            side / (double) image.getWidth(), side / (double) image.getHeight());
    BufferedImage small = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    RenderingHints hints =
        new RenderingHints(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    small.createGraphics().drawImage(image, new AffineTransformOp(scale, hints), 0, 0);
    float[] rgb = new float[side * side * 3];
    for (int i = 0; i < side * side; i++) {
      int pixel = small.getRGB(i % side, i / side);
      rgb[3 * i] = pixel >> 16 & 255;
      rgb[3 * i + 1] = pixel >> 8 & 255;
      rgb[3 * i + 2] = pixel & 255;
    }
    return rgb;
  }
}
