package io.frameflow.detector.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.images.UndecodableImageException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A scan costs a decoder a walk over the whole picture, however little data it has. */
class ProgressiveHistoryTest {

  private static final byte[] JPEG = JpegFixtures.progressive(3, 80, 60);

  @Test
  void aBitThatComesASecondTimeIsRefused() {
    assertThatThrownBy(() -> inspect(withLastScan(2)))
        .isInstanceOfSatisfying(
            UndecodableImageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT))
        .hasMessageContaining("out of turn");
  }

  @Test
  void scansWithoutEndAreRefusedBeforeOneIsWalked() {
    byte[] endless = withLastScan(ProgressiveHistory.MOST_SCANS);
    // Were the first scan walked, the missing table would be what is complained about.
    byte[] bare = JpegFixtures.withoutHuffmanTables(endless);
    assertThatThrownBy(() -> inspect(bare))
        .isInstanceOfSatisfying(
            UndecodableImageException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT))
        .hasMessageContaining("more than 64 scans");
  }

  @Test
  void everyCoefficientNeedsItsMeanFirstAndItsBitsInTurn() {
    JpegFrame.Component luma = new JpegFrame.Component(1, 1, 1, 0);
    List<JpegFrame.Component> one = List.of(luma);
    ProgressiveHistory history = new ProgressiveHistory();
    assertThat(history.add(one, new ProgressiveScan.Part(1, 5, 0, 0))).as("no mean").isFalse();

    history = new ProgressiveHistory();
    assertThat(history.add(one, new ProgressiveScan.Part(0, 0, 0, 1))).isTrue();
    assertThat(history.isComplete(one)).isFalse();
    assertThat(history.add(one, new ProgressiveScan.Part(0, 0, 1, 0))).isTrue();
    assertThat(history.add(one, new ProgressiveScan.Part(0, 5, 0, 0)))
        .as("mean and more")
        .isFalse();
    assertThat(history.add(one, new ProgressiveScan.Part(1, 63, 0, 2))).isTrue();
    assertThat(history.add(one, new ProgressiveScan.Part(1, 63, 2, 1))).isTrue();
    assertThat(history.isComplete(one)).isFalse();
    assertThat(history.add(one, new ProgressiveScan.Part(1, 63, 1, 0))).isTrue();
    assertThat(history.isComplete(one)).isTrue();
    assertThat(history.add(one, new ProgressiveScan.Part(1, 64, 0, 0))).as("a 65th").isFalse();
  }

  private static void inspect(byte[] jpeg) throws UndecodableImageException {
    JpegInspector.inspect(jpeg, ImageLimits.DEFAULT);
  }

  /** The picture with its last scan so many times. */
  private static byte[] withLastScan(int times) {
    int last = JPEG.length;
    for (int i = 0; i + 1 < JPEG.length; i++) {
      if (JPEG[i] == (byte) 0xff && (JPEG[i + 1] & 0xff) == JpegMarkers.START_OF_SCAN) {
        last = i;
      }
    }
    byte[] scan = Arrays.copyOfRange(JPEG, last, JPEG.length - 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(JPEG, 0, last);
    for (int i = 0; i < times; i++) {
      bytes.writeBytes(scan);
    }
    bytes.write(JPEG, JPEG.length - 2, 2);
    return bytes.toByteArray();
  }
}
