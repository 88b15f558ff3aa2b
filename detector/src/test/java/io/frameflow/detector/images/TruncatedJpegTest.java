package io.frameflow.detector.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.frameflow.detector.images.UndecodableImageException.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame of which a part is missing must never pass as seen. */
class TruncatedJpegTest {

  private static final int CUTS = 150;

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
  @ValueSource(longs = {1, 2, 3})
  void cutAnywhereIsCorrupt(long seed) {
    Random random = new Random(seed);
    kinds(seed)
        .forEach(
            (kind, jpeg) -> {
              for (int i = 0; i < CUTS; i++) {
                int cut = i < 20 ? jpeg.length - 1 - i : 1 + random.nextInt(jpeg.length - 1);
                assertCorrupt(Arrays.copyOf(jpeg, cut), kind, seed, cut);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void missingPictureDataIsCorruptEvenIfTheEndMarkerIsThere(long seed) {
    Random random = new Random(seed);
    kinds(seed)
        .forEach(
            (kind, jpeg) -> {
              for (int i = 0; i < CUTS; i++) {
                // the last two bytes are the end marker itself
                int most = jpeg.length - 3;
                int cut = i < 20 ? most - i : 2 + random.nextInt(most - 1);
                byte[] ended = Arrays.copyOf(jpeg, cut + 2);
                ended[cut] = (byte) 0xff;
                ended[cut + 1] = (byte) JpegMarkers.END_OF_IMAGE;
                assertCorrupt(ended, kind, seed, cut);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aHoleInTheMiddleIsNearlyAlwaysFound(long seed) {
    Random random = new Random(seed);
    byte[] jpeg = JpegFixtures.baseline(seed, 160, 120);
    int data = JpegMarkersTest.indexOf(jpeg, JpegMarkers.START_OF_SCAN) + 14;
    int corrupt = 0;
    for (int i = 0; i < CUTS; i++) {
      int size = 200 + random.nextInt(800);
      int from = data + random.nextInt(jpeg.length - data - size - 2);
      byte[] holed = new byte[jpeg.length - size];
      System.arraycopy(jpeg, 0, holed, 0, from);
      System.arraycopy(jpeg, from + size, holed, from, holed.length - from);
      corrupt += isCorrupt(holed) ? 1 : 0;
    }
    // JPEG has no checksum: once in a while the rest adds up by chance
    assertThat(corrupt).as("of %d holes, seed %d", CUTS, seed).isGreaterThan(CUTS * 95 / 100);
  }

  private static Map<String, byte[]> kinds(long seed) {
    Map<String, byte[]> kinds = new TreeMap<>();
    kinds.put("baseline", JpegFixtures.baseline(seed, 101, 75));
    kinds.put("grey", JpegFixtures.grey(seed, 64, 64));
    kinds.put("restarts", JpegFixtures.withRestarts(seed, 100, 60, 4));
    kinds.put("progressive", JpegFixtures.progressive(seed, 60, 50));
    kinds.put("four channels", JpegFixtures.cmyk(seed, 50, 40));
    return kinds;
  }

  private static boolean isCorrupt(byte[] data) {
    UndecodableImageException error =
        catchThrowableOfType(UndecodableImageException.class, () -> decoder.decode(data));
    return error != null && error.reason() == Reason.CORRUPT;
  }

  private static void assertCorrupt(byte[] data, String kind, long seed, int cut) {
    UndecodableImageException error =
        catchThrowableOfType(UndecodableImageException.class, () -> decoder.decode(data));
    assertThat(error).as("%s, seed %d, cut at %d", kind, seed, cut).isNotNull();
    assertThat(error.reason())
        .as("%s, seed %d, cut at %d: %s", kind, seed, cut, error.getMessage())
        .isEqualTo(Reason.CORRUPT);
    assertThat(error.getMessage()).startsWith("JPEG is truncated or damaged").doesNotContain("\n");
  }
}
