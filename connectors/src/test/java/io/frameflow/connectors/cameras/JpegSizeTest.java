package io.frameflow.connectors.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.TestImages;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JpegSizeTest {

  @Test
  void readsTheSizeThatTheHeaderClaims() {
    assertThat(JpegSize.of(TestImages.jpeg(37, 21))).contains(new JpegSize(37, 21));
  }

  @Test
  void everyTruncationIsAnsweredAndNeverWithAnotherSize() {
    byte[] jpeg = TestImages.jpeg(37, 21);
    for (int length = 0; length < jpeg.length; length++) {
      assertThat(JpegSize.of(Arrays.copyOf(jpeg, length)))
          .describedAs("first %d bytes", length)
          .satisfiesAnyOf(
              size -> assertThat(size).isEmpty(),
              size -> assertThat(size).contains(new JpegSize(37, 21)));
    }
  }

  @Test
  void otherFormatsHaveNone() {
    assertThat(JpegSize.of(TestImages.png(8, 8))).isEmpty();
    assertThat(JpegSize.of(new byte[0])).isEmpty();
    byte[] endless = new byte[64];
    Arrays.fill(endless, (byte) 0xFF);
    endless[1] = (byte) 0xD8;
    assertThat(JpegSize.of(endless)).isEmpty();
  }
}
