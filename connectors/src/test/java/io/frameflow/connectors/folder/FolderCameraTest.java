package io.frameflow.connectors.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.connectors.TestImages;
import io.frameflow.connectors.cameras.CapturedFrame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCameraTest {

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  @Test
  void deliversJpegsUntouchedInTheOrderOfTheirNames() throws IOException {
    byte[] second = write("b.JPG", TestImages.jpeg(20, 10));
    byte[] first = write("a.jpeg", TestImages.jpeg(16, 16));
    byte[] third = write("c.jpg", TestImages.jpeg(8, 24));

    List<CapturedFrame> frames = all(FolderOptions.defaults(notes::add));

    assertThat(frames).extracting(CapturedFrame::jpeg).containsExactly(first, second, third);
    assertThat(frames).extracting(CapturedFrame::width).containsExactly(16, 20, 8);
    assertThat(frames).extracting(CapturedFrame::height).containsExactly(16, 10, 24);
    assertThat(notes).isEmpty();
  }

  @Test
  void brokenJpegsPassSoThatThePipelineSaysWhatIsWrong() throws IOException {
    byte[] truncated = write("a.jpg", Arrays.copyOf(TestImages.jpeg(64, 64), 100));
    byte[] noImage = write("b.jpg", "not a picture".getBytes(StandardCharsets.UTF_8));
    byte[] empty = write("c.jpg", new byte[0]);

    assertThat(all(FolderOptions.defaults(notes::add)))
        .extracting(CapturedFrame::jpeg)
        .containsExactly(truncated, noImage, empty);
  }

  @Test
  void transcodesPngAndSaysSoOnce() throws IOException {
    write("a.png", TestImages.png(40, 30));
    write("b.png", TestImages.png(40, 30));

    List<CapturedFrame> frames = all(FolderOptions.defaults(notes::add));

    BufferedImage decoded = TestImages.decode(frames.get(0).jpeg());
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).jpeg()).startsWith(0xFF, 0xD8);
    assertThat(frames.get(0).width()).isEqualTo(40);
    assertThat(decoded.getRGB(20, 15) >> 16 & 0xFF).isBetween(225, 255);
    assertThat(decoded.getRGB(1, 1) & 0xFF).isBetween(145, 175);
    assertThat(notes).singleElement().asString().startsWith("transcoding PNG to JPEG");
  }

  @Test
  void transparentPngBecomesWhite() throws IOException {
    write("a.png", TestImages.encode(new BufferedImage(9, 9, BufferedImage.TYPE_INT_ARGB), "png"));

    byte[] jpeg = all(FolderOptions.defaults(notes::add)).get(0).jpeg();

    assertThat(TestImages.decode(jpeg).getRGB(4, 4)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void leavesOutWhatIsNoPictureWithOneNoteEach() throws IOException {
    write("a.txt", new byte[] {1});
    write("b.png", Arrays.copyOf(TestImages.png(30, 30), 60));
    write("c.jpg", TestImages.jpeg(8, 8));
    write(".hidden.jpg", new byte[] {1});
    Files.createDirectory(folder.resolve("sub.jpg"));

    assertThat(all(FolderOptions.defaults(notes::add))).hasSize(1);
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0)).contains("a.txt", "neither a .jpg nor a .png");
    assertThat(notes.get(1)).contains("b.png", "cannot be read");
  }

  @Test
  void asIsSendsEveryFileUntouched() throws IOException {
    byte[] text = write("a.txt", new byte[] {1, 2, 3});
    byte[] png = write("b.png", TestImages.png(8, 8));

    assertThat(all(FolderOptions.defaults(notes::add).withAsIs(true)))
        .extracting(CapturedFrame::jpeg)
        .containsExactly(text, png);
    assertThat(notes).isEmpty();
  }

  @Test
  void aFileThatNoRecordCanCarryIsLeftOut() throws IOException {
    write("a.jpg", new byte[(int) FolderCamera.MAX_FILE_BYTES + 1]);
    write("b.jpg", TestImages.jpeg(8, 8));

    assertThat(all(FolderOptions.defaults(notes::add))).hasSize(1);
    assertThat(notes).singleElement().asString().contains("a.jpg", "10485761 bytes");
  }

  @Test
  void loopsWithoutRepeatingItsNotes() throws IOException {
    byte[] first = write("a.jpg", TestImages.jpeg(8, 8));
    byte[] second = write("b.jpg", TestImages.jpeg(16, 8));
    write("c.txt", new byte[] {1});

    try (FolderCamera camera =
        FolderCamera.open("cam", folder, FolderOptions.defaults(notes::add).withLoop(true))) {
      for (int round = 0; round < 3; round++) {
        assertThat(camera.next().orElseThrow().jpeg()).isEqualTo(first);
        assertThat(camera.next().orElseThrow().jpeg()).isEqualTo(second);
      }
    }
    assertThat(notes).hasSize(1);
  }

  @Test
  void aLoopEndsWhenTheFilesAreGone() throws IOException {
    write("a.jpg", TestImages.jpeg(8, 8));
    try (FolderCamera camera =
        FolderCamera.open("cam", folder, FolderOptions.defaults(notes::add).withLoop(true))) {
      assertThat(camera.next()).isPresent();
      Files.delete(folder.resolve("a.jpg"));
      assertThat(camera.next()).isEmpty();
      assertThat(camera.next()).isEmpty();
    }
  }

  @Test
  void saysWhatIsWrongWithTheFolder() throws IOException {
    FolderOptions options = FolderOptions.defaults(notes::add);
    assertThatThrownBy(() -> FolderCamera.open("cam", folder, options))
        .isInstanceOf(IOException.class)
        .hasMessage("folder " + folder + " holds no files");
    assertThatThrownBy(() -> FolderCamera.open("cam", folder.resolve("no"), options))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("does not exist");
    write("a.txt", new byte[] {1});
    assertThatThrownBy(() -> FolderCamera.open("cam", folder.resolve("a.txt"), options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a folder");
    assertThatThrownBy(() -> all(options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no picture");
    assertThatThrownBy(() -> FolderCamera.open("no spaces", folder, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no spaces");
  }

  private byte[] write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
    return bytes;
  }

  private List<CapturedFrame> all(FolderOptions options) throws IOException {
    List<CapturedFrame> frames = new ArrayList<>();
    try (FolderCamera camera = FolderCamera.open("cam", folder, options)) {
      for (Optional<CapturedFrame> next = camera.next(); next.isPresent(); next = camera.next()) {
        frames.add(next.get());
      }
    }
    return frames;
  }
}
