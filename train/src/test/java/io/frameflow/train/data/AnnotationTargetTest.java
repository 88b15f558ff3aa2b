package io.frameflow.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationTargetTest {

  @TempDir Path temp;

  /** A name that no file system takes stands in for a file system that takes no links. */
  @Test
  void aLinkThatCannotBeMadeIsToldWithTheReasonAndWhatToDo() throws IOException {
    Path root = Files.createDirectory(temp.resolve("set"));
    AnnotationTarget copy = AnnotationTarget.copy(root, temp.resolve("copy"));

    copy.link(root.resolve("images"));
    assertThat(temp.resolve("copy/images")).isSymbolicLink();
    assertThatThrownBy(() -> copy.link(root.resolve("x".repeat(300))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be made a link to the images: ")
        .hasMessageEndingWith("or repair in place, without --out");
  }
}
