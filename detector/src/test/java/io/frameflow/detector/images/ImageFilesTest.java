package io.frameflow.detector.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {

  private static ImageDecoder decoder;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws IOException {
    decoder = new ImageDecoder();
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  @Test
  void pngIsReadExactlyAndNamesDoNotMatter() throws IOException {
    Image image = ImageFiles.fromBufferedImage(JpegFixtures.scene(4, 31, 17));
    Path file = folder.resolve("really-a-png.jpg");
    Files.write(file, png(image));
    assertThat(ImageFiles.read(file, decoder, ImageLimits.DEFAULT)).isEqualTo(image);
  }

  @Test
  void damageNamesTheFile() throws IOException {
    byte[] png = png(ImageFiles.fromBufferedImage(JpegFixtures.scene(4, 31, 17)));
    Path file = folder.resolve("half.png");
    Files.write(file, Arrays.copyOf(png, png.length / 2));
    assertThatThrownBy(() -> ImageFiles.read(file, decoder, ImageLimits.DEFAULT))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageStartingWith(file + ": PNG is truncated or damaged");
  }

  @Test
  void sizesAreCappedForPngToo() throws IOException {
    Path file = folder.resolve("a.png");
    Files.write(file, png(ImageFiles.fromBufferedImage(JpegFixtures.scene(4, 31, 17))));
    assertThatThrownBy(() -> ImageFiles.read(file, decoder, new ImageLimits(1 << 20, 500)))
        .hasMessage(file + ": PNG claims 31x17 pixels, more than the 500 allowed");
    assertThatThrownBy(() -> ImageFiles.read(file, decoder, new ImageLimits(20, 5000)))
        .hasMessageContaining("more than the 20 allowed");
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    Path missing = folder.resolve("none.jpg");
    assertThatThrownBy(() -> ImageFiles.read(missing, decoder, ImageLimits.DEFAULT))
        .hasMessage(missing + ": no such file");
    assertThatThrownBy(() -> ImageFiles.read(folder, decoder, ImageLimits.DEFAULT))
        .hasMessage(folder + ": is a folder, not an image");
  }

  @Test
  void listsImagesByName() throws IOException {
    for (String name : new String[] {"b.JPG", "a.png", "c.txt", ".hidden.jpg", "d.jpeg"}) {
      Files.createFile(folder.resolve(name));
    }
    Files.createDirectory(folder.resolve("folder.jpg"));
    assertThat(ImageFiles.list(folder))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("a.png", "b.JPG", "d.jpeg");
  }

  private static byte[] png(Image image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(ImageFiles.toBufferedImage(image), "png", bytes);
    return bytes.toByteArray();
  }
}
