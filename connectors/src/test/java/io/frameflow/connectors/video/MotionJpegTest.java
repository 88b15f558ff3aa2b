package io.frameflow.connectors.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.TestImages;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class MotionJpegTest {

  @Test
  void aCompletePacketIsNotCopied() {
    byte[] jpeg = TestImages.jpeg(32, 32);
    assertThat(MotionJpeg.complete(jpeg)).isSameAs(jpeg);
  }

  @Test
  void theStandardTablesAreFilledIn() {
    // The JDK's writer uses the standard tables, so taking them out loses nothing.
    byte[] jpeg = TestImages.jpeg(32, 32);
    byte[] bare = withoutHuffmanTables(jpeg);
    assertThat(bare).hasSizeLessThan(jpeg.length - 300);

    byte[] complete = MotionJpeg.complete(bare);

    int[] decoded = TestImages.decode(complete).getRGB(0, 0, 32, 32, null, 0, 32);
    assertThat(decoded).isEqualTo(TestImages.decode(jpeg).getRGB(0, 0, 32, 32, null, 0, 32));
  }

  @Test
  void whatIsNoJpegStaysAsItIs() {
    byte[] text = "definitely not a picture".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(MotionJpeg.complete(text)).isSameAs(text);
    byte[] empty = new byte[0];
    assertThat(MotionJpeg.complete(empty)).isSameAs(empty);
  }

  private static byte[] withoutHuffmanTables(byte[] jpeg) {
    ByteArrayOutputStream bare = new ByteArrayOutputStream();
    bare.write(jpeg, 0, 2);
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xDA) {
      int length = 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF));
      if ((jpeg[at + 1] & 0xFF) != 0xC4) {
        bare.write(jpeg, at, length);
      }
      at += length;
    }
    bare.write(jpeg, at, jpeg.length - at);
    return bare.toByteArray();
  }
}
