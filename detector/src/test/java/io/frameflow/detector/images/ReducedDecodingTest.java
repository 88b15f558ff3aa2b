package io.frameflow.detector.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.images.UndecodableImageException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReducedDecodingTest {

  private static ImageDecoder decoder;

  @BeforeAll
  static void open() throws IOException {
    decoder = new ImageDecoder();
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  @Test
  void allPixelsAreTheOnesOnTheHeap() throws IOException {
    byte[] jpeg = JpegFixtures.baseline(1, 67, 45);
    try (Picture picture = decoder.decode(jpeg, ImageLimits.DEFAULT, Reduction.NONE)) {
      assertThat(pixels(picture)).isEqualTo(decoder.decode(jpeg));
      assertThat(picture.fullWidth()).isEqualTo(67);
      assertThat(picture.fullHeight()).isEqualTo(45);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void aReducedPictureLooksLikeTheScaledOne(int reduction) throws IOException {
    for (byte[] jpeg :
        new byte[][] {
          JpegFixtures.baseline(1, 160, 96),
          JpegFixtures.progressive(1, 160, 96),
          JpegFixtures.grey(1, 160, 96)
        }) {
      Image scaled = Resize.to(decoder.decode(jpeg), 160 / reduction, 96 / reduction);
      try (Picture reduced =
          decoder.decode(jpeg, ImageLimits.DEFAULT, (width, height) -> reduction)) {
        assertThat(reduced.fullWidth()).isEqualTo(160);
        assertThat(reduced.fullHeight()).isEqualTo(96);
        // half of it is noise, which two filters blur differently; another scene is 60 or more off
        assertThat(meanDifference(pixels(reduced), scaled)).isLessThan(20);
      }
    }
  }

  @Test
  void brokenPicturesAreRefusedAsEver() {
    byte[] jpeg = JpegFixtures.baseline(1, 160, 96);
    byte[] half = Arrays.copyOf(jpeg, jpeg.length / 2);
    assertThatThrownBy(() -> decoder.decode(half, ImageLimits.DEFAULT, (w, h) -> 8))
        .isInstanceOfSatisfying(
            UndecodableImageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
    ImageLimits small = new ImageLimits(1 << 20, 160 * 96 - 1);
    assertThatThrownBy(() -> decoder.decode(jpeg, small, (w, h) -> 8))
        .as("the size that counts is the one it claims")
        .isInstanceOfSatisfying(
            UndecodableImageException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  @Test
  void aClosedPictureSaysSo() throws IOException {
    Picture picture =
        decoder.decode(JpegFixtures.baseline(1, 16, 16), ImageLimits.DEFAULT, Reduction.NONE);
    picture.close();
    picture.close();
    assertThatThrownBy(() -> picture.copyRow(0, ByteBuffer.allocate(48), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the picture is closed");
  }

  private static Image pixels(Picture picture) {
    int stride = picture.width() * Image.CHANNELS;
    byte[] rgb = new byte[stride * picture.height()];
    for (int y = 0; y < picture.height(); y++) {
      picture.copyRow(y, ByteBuffer.wrap(rgb), y * stride);
    }
    return new Image(picture.width(), picture.height(), rgb);
  }

  private static double meanDifference(Image some, Image other) {
    assertThat(some.width()).isEqualTo(other.width());
    assertThat(some.height()).isEqualTo(other.height());
    long sum = 0;
    for (int i = 0; i < some.rgb().length; i++) {
      sum += Math.abs((some.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
    }
    return (double) sum / some.rgb().length;
  }
}
