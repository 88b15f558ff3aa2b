package io.frameflow.train.data.splits;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Resize;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.data.ParallelDecoding;
import io.frameflow.train.data.RealData;
import io.frameflow.train.data.formats.DataSets;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {

  @Test
  void aMirroredImageHasTheMirroredHash() {
    Image image = blobs(1, 90, 60);

    assertThat(PerceptualHash.of(mirrored(image))).isEqualTo(PerceptualHash.ofMirrored(image));
    assertThat(PerceptualHash.ofMirrored(mirrored(image))).isEqualTo(PerceptualHash.of(image));
    assertThat(PerceptualHash.of(image).distance(PerceptualHash.ofMirrored(image)))
        .isGreaterThan(20);
  }

  @Test
  void anImageSmallerThanTheGridHasAHash() {
    assertThat(PerceptualHash.of(new Image(1, 1, new byte[3]))).isEqualTo(new PerceptualHash(0, 0));
  }

  @Test
  void realPhotosDifferInManyBitsAndTheirCopiesInFew() throws IOException {
    DataSet photos = DataSets.open(RealData.require("raccoon"), "val", null);
    List<Image> images;
    try (ParallelDecoding decoding = new ParallelDecoding(1)) {
      images = decoding.of(photos.images(), DecodedImages::read);
    }
    for (Image image : images) {
      Image smaller = Resize.to(image, image.width() * 2 / 3, image.height() * 2 / 3);
      assertThat(PerceptualHash.of(image).distance(PerceptualHash.of(brighter(smaller))))
          .isLessThanOrEqualTo(10);
    }
    for (int i = 0; i < images.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(PerceptualHash.of(images.get(i)).distance(PerceptualHash.of(images.get(j))))
            .isGreaterThan(10);
      }
    }
  }

  private static Image brighter(Image image) {
    byte[] rgb = image.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.min(255, 10 + (rgb[i] & 0xff) * 1.1);
    }
    return new Image(image.width(), image.height(), rgb);
  }

  private static Image mirrored(Image image) {
    byte[] rgb = new byte[image.rgb().length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int from = 3 * (y * image.width() + x);
        int to = 3 * (y * image.width() + image.width() - 1 - x);
        System.arraycopy(image.rgb(), from, rgb, to, 3);
      }
    }
    return new Image(image.width(), image.height(), rgb);
  }

  private static Image blobs(int seed, int width, int height) {
    Random random = new Random(seed);
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double shade =
            127
                + 60 * Math.sin(x / 9. + y / 11.) * Math.cos(y / 7.)
                + 40 * Math.sin(x / 31. + seed);
        for (int c = 0; c < 3; c++) {
          rgb[3 * (y * width + x) + c] = (byte) (shade + random.nextInt(5));
        }
      }
    }
    return new Image(width, height, rgb);
  }
}
