package io.frameflow.standalone.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.frameflow.connectors.simulation.SimulatedCamera;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.detector.images.UndecodableImageException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A picture of which only the beginning has come is found out, wherever it ends. */
class TruncationTest {

  private static final long SEED = 5;

  private static ImageDecoder decoder;
  private static byte[] street;

  @BeforeAll
  static void film() throws IOException {
    decoder = new ImageDecoder();
    try (SimulatedCamera camera = new SimulatedCamera("cam", SEED, 112, 96, 1, 1)) {
      street = camera.next().orElseThrow().jpeg();
    }
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void everyCutOfEveryEncodingIsFound(Encoding encoding) throws IOException {
    byte[] jpeg = encoding.encode(ImageIO.read(new ByteArrayInputStream(street)));
    everyCutIsFound(jpeg, encoding.name());
  }

  @Test
  void everyCutOfACamerasPictureIsFound() throws IOException {
    everyCutIsFound(street, "simulated camera");
  }

  /** Cut, and cut with an end marker as a gateway would add that closes its files properly. */
  private static void everyCutIsFound(byte[] jpeg, String name) throws IOException {
    assertThat(decoder.decode(jpeg).width()).isEqualTo(112);
    for (int cut = 1; cut < jpeg.length; cut++) {
      assertCorrupt(Arrays.copyOf(jpeg, cut), name, cut);
      byte[] ended = Arrays.copyOf(jpeg, cut + 2);
      ended[cut] = (byte) 0xff;
      ended[cut + 1] = (byte) JpegSegments.END;
      // the last two bytes are the marker itself
      if (cut > 1 && cut < jpeg.length - 2) {
        assertCorrupt(ended, name, cut);
      }
    }
  }

  private static void assertCorrupt(byte[] data, String name, int cut) {
    UndecodableImageException error =
        catchThrowableOfType(UndecodableImageException.class, () -> decoder.decode(data));
    assertThat(error).as("%s, seed %d, cut at %d, is detected on", name, SEED, cut).isNotNull();
    assertThat(error.reason())
        .as("%s, seed %d, cut at %d: %s", name, SEED, cut, error.getMessage())
        .isEqualTo(Reason.CORRUPT);
  }
}
