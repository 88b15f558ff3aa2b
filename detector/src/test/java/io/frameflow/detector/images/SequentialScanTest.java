package io.frameflow.detector.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hand-made codes: DC 0 means no difference; AC 0 ends the block, 10 is a run of 16 zeros. */
class SequentialScanTest {

  private static final SequentialScan.Plane PLANE =
      new SequentialScan.Plane(1, table(new int[] {1}, 0), table(new int[] {1, 1}, 0x00, 0xf0));

  @Test
  void aWholeBlockIsAccepted() throws UndecodableImageException {
    // 0 10 10 10 0
    assertThat(walk(1, 0b01010100, 0xff, 0xd9)).isEqualTo(1);
    assertThat(walk(2, 0b01010100, 0b01010100, 0xff, 0xd9)).isEqualTo(2);
  }

  @Test
  void aSecondBlockThatIsMissingIsDamage() {
    assertThatThrownBy(() -> walk(2, 0b01010100, 0xff, 0xd9))
        .hasMessageEndingWith("after 1 of 2 coding units");
  }

  @Test
  void moreThan64CoefficientsAreDamage() {
    // 0 10 10 10 10: four runs behind the first coefficient make 65
    assertThatThrownBy(() -> walk(1, 0b01010101, 0, 0xff, 0xd9))
        .hasMessageEndingWith("after 0 of 1 coding units");
  }

  @Test
  void codesThatDoNotExistAreDamage() {
    assertThatThrownBy(() -> walk(1, 0b01110000, 0xff, 0xd9))
        .hasMessageEndingWith("after 0 of 1 coding units");
  }

  @Test
  void aFewStrayBytesAreForgivenButNotMany() throws UndecodableImageException {
    int[] stray = new int[12];
    stray[0] = 0b01010100;
    stray[10] = 0xff;
    stray[11] = 0xd9;
    assertThat(walk(1, stray)).isEqualTo(10);
    int[] many = new int[42];
    many[0] = 0b01010100;
    many[40] = 0xff;
    many[41] = 0xd9;
    assertThatThrownBy(() -> walk(1, many)).hasMessageEndingWith("after 1 of 1 coding units");
  }

  private static int walk(long units, int... bytes) throws UndecodableImageException {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      data[i] = (byte) bytes[i];
    }
    return new SequentialScan(new EntropyBits(data, 0), List.of(PLANE), units, 0).walk();
  }

  private static HuffmanTable table(int[] counts, int... symbols) {
    return new HuffmanTable(Arrays.copyOf(counts, HuffmanTable.MAX_CODE_LENGTH), symbols);
  }
}
