package io.frameflow.detector.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.frameflow.detector.images.UndecodableImageException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDecoderTest {

  private static ImageDecoder decoder;

  @BeforeAll
  static void open() throws IOException {
    decoder = new ImageDecoder();
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  @ParameterizedTest
  @CsvSource({"64, 48", "61, 47", "1, 1", "8, 17", "300, 3"})
  void baselineGivesTheSamePixelsAsTheJdk(int width, int height) throws IOException {
    byte[] jpeg = JpegFixtures.baseline(7, width, height);
    assertSimilar(decoder.decode(jpeg), jdk(jpeg));
  }

  @Test
  void progressiveIsRead() throws IOException {
    byte[] jpeg = JpegFixtures.progressive(7, 120, 90);
    assertSimilar(decoder.decode(jpeg), jdk(jpeg));
  }

  @Test
  void greyBecomesRgb() throws IOException {
    Image image = decoder.decode(JpegFixtures.grey(3, 50, 40));
    assertThat(image.width()).isEqualTo(50);
    assertThat(image.height()).isEqualTo(40);
    for (int i = 0; i < image.rgb().length; i += 3) {
      assertThat(image.rgb()[i]).isEqualTo(image.rgb()[i + 1]).isEqualTo(image.rgb()[i + 2]);
    }
    assertThat(image.rgb()).satisfies(rgb -> assertThat(rgb[0]).isNotEqualTo(rgb[rgb.length / 2]));
  }

  @Test
  void fourChannelsBecomeRgb() throws IOException {
    Image image = decoder.decode(JpegFixtures.cmyk(3, 50, 40));
    assertThat(image.width()).isEqualTo(50);
    assertThat(image.height()).isEqualTo(40);
  }

  @Test
  void restartMarkersAreFollowed() throws IOException {
    byte[] jpeg = JpegFixtures.withRestarts(5, 200, 100, 3);
    assertThat(JpegMarkersTest.restarts(jpeg)).isGreaterThan(20);
    assertSimilar(decoder.decode(jpeg), jdk(jpeg));
  }

  @Test
  void aMissingRestartMarkerIsDamage() {
    byte[] jpeg = JpegFixtures.withRestarts(5, 200, 100, 3);
    int marker = JpegMarkersTest.firstRestart(jpeg);
    byte[] without = new byte[jpeg.length - 2];
    System.arraycopy(jpeg, 0, without, 0, marker);
    System.arraycopy(jpeg, marker + 2, without, marker, without.length - marker);
    assertReason(without, Reason.CORRUPT);
  }

  @Test
  void camerasMayLeaveTheStandardTablesOut() throws IOException {
    byte[] jpeg = JpegFixtures.baseline(11, 90, 70);
    byte[] bare = JpegFixtures.withoutHuffmanTables(jpeg);
    assertThat(bare.length).isLessThan(jpeg.length);
    assertThat(decoder.decode(bare)).isEqualTo(decoder.decode(jpeg));
  }

  @Test
  void bytesBehindTheEndAreIgnored() throws IOException {
    byte[] jpeg = JpegFixtures.baseline(11, 90, 70);
    assertThat(decoder.decode(Arrays.copyOf(jpeg, jpeg.length + 100)))
        .isEqualTo(decoder.decode(jpeg));
  }

  @Test
  void emptyIsEmpty() {
    assertReason(new byte[0], Reason.EMPTY);
  }

  @Test
  void otherFormatsAreNamed() throws IOException {
    for (String format : List.of("png", "gif", "bmp", "tiff")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(JpegFixtures.scene(1, 20, 20), format, bytes);
      assertReason(bytes.toByteArray(), Reason.UNSUPPORTED_FORMAT).containsIgnoringCase(format);
    }
    byte[] webp = "RIFF\1\2\3\4WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1);
    assertReason(webp, Reason.UNSUPPORTED_FORMAT).endsWith("WebP");
    byte[] html = "<html>404 not found".getBytes(StandardCharsets.US_ASCII);
    assertReason(html, Reason.UNSUPPORTED_FORMAT).endsWith("text");
    assertReason(new byte[] {1, 2, 3}, Reason.UNSUPPORTED_FORMAT).endsWith("01 02 03");
  }

  @Test
  void tooManyBytesAreRefusedBeforeAnythingElse() {
    ImageLimits limits = new ImageLimits(10, 1000);
    assertThatThrownBy(() -> decoder.decode(new byte[11], limits))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessage("image has 11 bytes, more than the 10 allowed");
  }

  @Test
  void aSmallFileThatClaimsManyPixelsIsRefused() {
    byte[] jpeg = JpegFixtures.baseline(1, 16, 16);
    int frame = JpegMarkersTest.indexOf(jpeg, JpegMarkers.BASELINE);
    jpeg[frame + 5] = jpeg[frame + 7] = 20000 >> 8;
    jpeg[frame + 6] = jpeg[frame + 8] = (byte) 20000;
    assertReason(jpeg, Reason.TOO_LARGE).contains("20000x20000");
  }

  @Test
  void aMissingQuantisationTableIsDamage() {
    byte[] jpeg = JpegFixtures.baseline(1, 16, 16);
    // table 3 in place of table 0, which the picture needs
    jpeg[JpegMarkersTest.indexOf(jpeg, JpegMarkers.QUANTISATION_TABLES) + 4] = 3;
    assertReason(jpeg, Reason.CORRUPT).contains("quantisation table 0, which is missing");
    jpeg[JpegMarkersTest.indexOf(jpeg, JpegMarkers.QUANTISATION_TABLES) + 4] = 4;
    assertReason(jpeg, Reason.CORRUPT).contains("quantisation table").contains("damaged");
  }

  /** All its data is there, but three channels of 4x4 blocks are more than libjpeg takes. */
  @Test
  void whatTheNativeDecoderRefusesIsThePicturesFault() {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    jpeg.writeBytes(HexFormat.of().parseHex("ffd8" + "ffdb004300" + "01".repeat(64)));
    String oneCode = "01" + "00".repeat(15) + "00";
    jpeg.writeBytes(HexFormat.of().parseHex("ffc4002600" + oneCode + "10" + oneCode));
    jpeg.writeBytes(HexFormat.of().parseHex("ffc0001108001000100301440002440003" + "4400"));
    jpeg.writeBytes(HexFormat.of().parseHex("ffda000c03010002000300003f00"));
    jpeg.writeBytes(new byte[3 * 16 * 2 / 8]);
    jpeg.writeBytes(HexFormat.of().parseHex("ffd9"));
    assertReason(jpeg.toByteArray(), Reason.CORRUPT).startsWith("JPEG is damaged");
  }

  @Test
  void aChannelThatIsScannedTwiceIsDamage() {
    byte[] jpeg = JpegFixtures.grey(1, 40, 40);
    int scan = JpegMarkersTest.indexOf(jpeg, JpegMarkers.START_OF_SCAN);
    byte[] twice = Arrays.copyOf(jpeg, 2 * jpeg.length - scan - 2);
    System.arraycopy(jpeg, scan, twice, jpeg.length - 2, jpeg.length - scan);
    assertReason(twice, Reason.CORRUPT).contains("comes a second time");
  }

  @Test
  void theClaimedPixelsAreKnownWithoutDecoding() {
    assertThat(ImageDecoder.claimedPixels(JpegFixtures.baseline(1, 61, 47))).isEqualTo(61 * 47);
    assertThat(ImageDecoder.claimedPixels(JpegFixtures.progressive(1, 30, 20))).isEqualTo(600);
    assertThat(ImageDecoder.claimedPixels(new byte[0])).isZero();
    assertThat(ImageDecoder.claimedPixels(new byte[] {(byte) 0xff, (byte) 0xd8, 1})).isZero();
  }

  @Test
  void aSmallHeapAllowsFewerPixels() {
    ImageLimits limits = new ImageLimits(1000, 7680L * 4320);
    assertThat(limits.within(1L << 30)).isEqualTo(limits);
    assertThat(limits.within(limits.leastHeapBytes())).isEqualTo(limits);
    assertThat(limits.within(240_000_000)).isEqualTo(new ImageLimits(1000, 10_000_000));
  }

  @Test
  void arithmeticCodingIsUnsupported() {
    byte[] jpeg = JpegFixtures.baseline(1, 16, 16);
    jpeg[JpegMarkersTest.indexOf(jpeg, JpegMarkers.BASELINE) + 1] = (byte) 0xc9;
    assertReason(jpeg, Reason.UNSUPPORTED_FORMAT).contains("0xc9");
  }

  @Test
  void oneDecoderServesManyThreads() throws Exception {
    List<byte[]> jpegs =
        IntStream.range(0, 8).mapToObj(i -> JpegFixtures.baseline(i, 40 + i, 30)).toList();
    List<Image> expected = jpegs.stream().map(ImageDecoderTest::decode).toList();
    var pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Image>> tasks =
          IntStream.range(0, 200)
              .<Callable<Image>>mapToObj(i -> () -> decode(jpegs.get(i % 8)))
              .toList();
      int i = 0;
      for (var done : pool.invokeAll(tasks)) {
        assertThat(done.get()).isEqualTo(expected.get(i++ % 8));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static Image decode(byte[] jpeg) {
    try {
      return decoder.decode(jpeg);
    } catch (UndecodableImageException e) {
      throw new AssertionError(e);
    }
  }

  private static AbstractStringAssert<?> assertReason(byte[] data, Reason reason) {
    UndecodableImageException error =
        catchThrowableOfType(UndecodableImageException.class, () -> decoder.decode(data));
    assertThat(error).isNotNull();
    assertThat(error.reason()).as(error.getMessage()).isEqualTo(reason);
    return assertThat(error.getMessage()).doesNotContain("\n");
  }

  private static Image jdk(byte[] jpeg) throws IOException {
    return ImageFiles.fromBufferedImage(ImageIO.read(new ByteArrayInputStream(jpeg)));
  }

  /** Two decoders round and interpolate colour differently, but not by much on average. */
  private static void assertSimilar(Image actual, Image expected) {
    assertThat(actual.width()).isEqualTo(expected.width());
    assertThat(actual.height()).isEqualTo(expected.height());
    double difference = 0;
    for (int i = 0; i < actual.rgb().length; i++) {
      difference += Math.abs((actual.rgb()[i] & 0xff) - (expected.rgb()[i] & 0xff));
    }
    assertThat(difference / actual.rgb().length).isLessThan(3);
  }
}
