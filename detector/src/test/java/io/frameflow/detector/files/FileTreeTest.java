package io.frameflow.detector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

  @TempDir Path temp;

  @Test
  void allGoesButWhatLinksPointTo() throws IOException {
    Path kept = Files.createFile(Files.createDirectory(temp.resolve("kept")).resolve("file"));
    Path root = Files.createDirectory(temp.resolve("root"));
    Files.createFile(Files.createDirectories(root.resolve("a").resolve("b")).resolve("file"));
    Files.createSymbolicLink(root.resolve("link"), kept.getParent());

    FileTree.delete(root);

    assertThat(root).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void aFileAndADeadLinkGoTooAndNothingIsNoError() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    Path link = Files.createSymbolicLink(temp.resolve("dead"), temp.resolve("nowhere"));

    FileTree.delete(file);
    FileTree.delete(link);

    assertThat(temp).isEmptyDirectory();
    assertThatCode(() -> FileTree.delete(file)).doesNotThrowAnyException();
  }
}
