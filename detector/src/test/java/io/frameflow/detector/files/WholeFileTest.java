package io.frameflow.detector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path dir;

  @Test
  void aFileIsReplacedAsAWhole() throws IOException {
    Path file = dir.resolve("figures.json");
    WholeFile.write(file, "old, and longer");
    WholeFile.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(dir).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void whatBreaksOffLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = dir.resolve("figures.json");
    WholeFile.write(file, "old");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " cannot be written: No space left on device");
    assertThat(file).hasContent("old");
    assertThat(dir).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aMissingFolderIsNamedWithTheFile() {
    Path file = dir.resolve("nowhere").resolve("figures.json");
    assertThatThrownBy(() -> WholeFile.write(file, "x"))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " cannot be written: no such file");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = Files.writeString(dir.resolve("real.json"), "old");
    Path link = Files.createSymbolicLink(dir.resolve("link.json"), file);
    WholeFile.write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void aDeviceIsWrittenToAndNotReplaced() throws IOException {
    WholeFile.write(Path.of("/dev/null"), "x".getBytes(StandardCharsets.UTF_8));
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    assertThatThrownBy(() -> WholeFile.write(Path.of("/dev/full"), "x"))
        .hasMessage("/dev/full cannot be written: No space left on device");
  }
}
