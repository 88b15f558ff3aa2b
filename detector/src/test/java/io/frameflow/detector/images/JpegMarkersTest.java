package io.frameflow.detector.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JpegMarkersTest {

  @Test
  void stuffedZerosAndFillBytesAreNoMarkers() {
    byte[] data = {1, (byte) 0xff, 0, (byte) 0xff, (byte) 0xff, (byte) 0xd9};
    assertThat(JpegMarkers.next(data, 0)).isEqualTo(4);
    assertThat(JpegMarkers.next(data, 5)).isEqualTo(data.length);
    assertThat(JpegMarkers.next(new byte[0], 0)).isZero();
  }

  /** Position of a marker's 0xFF. */
  static int indexOf(byte[] jpeg, int marker) {
    int at = JpegMarkers.next(jpeg, 0);
    while ((jpeg[at + 1] & 0xff) != marker) {
      at = JpegMarkers.next(jpeg, at + 2);
    }
    return at;
  }

  static int firstRestart(byte[] jpeg) {
    return indexOf(jpeg, JpegMarkers.FIRST_RESTART);
  }

  static int restarts(byte[] jpeg) {
    int count = 0;
    int at = JpegMarkers.next(jpeg, indexOf(jpeg, JpegMarkers.START_OF_SCAN) + 2);
    while (at < jpeg.length) {
      count += JpegMarkers.isRestart(jpeg[at + 1] & 0xff) ? 1 : 0;
      at = JpegMarkers.next(jpeg, at + 2);
    }
    return count;
  }
}
