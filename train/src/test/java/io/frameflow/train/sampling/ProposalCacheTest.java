package io.frameflow.train.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.train.data.AnnotatedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalCacheTest {
  private static ImageDecoder decoder;

  @TempDir Path temp;
  private final List<String> warnings = new ArrayList<>();
  private final CountingMethod method = new CountingMethod();

  @BeforeAll
  static void openDecoder() throws IOException {
    decoder = new ImageDecoder();
  }

  @AfterAll
  static void closeDecoder() {
    decoder.close();
  }

  @Test
  void computesOnceAndReadsAfterwards() throws IOException {
    List<AnnotatedImage> images = images();

    Map<String, Boxes> first = cache().get(images, "data", method, "settings", 2);
    Map<String, Boxes> second = cache().get(images, "data", method, "settings", 2);

    assertThat(method.calls).hasValue(3);
    assertThat(first).containsOnlyKeys("scene0", "scene1", "scene2");
    assertThat(first.get("scene1")).isEqualTo(Boxes.of(0, 0, 10, 10, 1, 2, 64, 48));
    assertThat(second).isEqualTo(first);
    assertThat(warnings).isEmpty();
    assertThat(files()).hasSize(1);
  }

  @Test
  void keepsDataMethodSettingsAndCountApart() throws IOException {
    List<AnnotatedImage> images = images();
    cache().get(images, "data", method, "settings", 2);
    cache().get(images, "other", method, "settings", 2);
    cache().get(images, "data", method, "other", 2);
    assertThat(cache().get(images, "data", method, "settings", 1).get("scene0").size())
        .isEqualTo(1);

    assertThat(method.calls).hasValue(12);
    assertThat(files()).hasSize(4);
  }

  @Test
  void aDamagedFileIsMadeAnewWithAWarning() throws IOException {
    List<AnnotatedImage> images = images();
    Map<String, Boxes> sound = cache().get(images, "data", method, "settings", 2);
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);

    for (int at = 0; at < bytes.length; at += 37) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      assertThat(cache().get(images, "data", method, "settings", 2))
          .as("byte %d changed", at)
          .isEqualTo(sound);
      assertThat(warnings).as("byte %d changed", at).hasSize(1);
      warnings.clear();
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
    cache().get(images, "data", method, "settings", 2);
    assertThat(warnings).singleElement().asString().contains("damaged (cut off)");
  }

  @Test
  void failuresOfTheMethodComeThroughAndLeaveNoFile() throws IOException {
    List<AnnotatedImage> images = images();
    Files.delete(images.get(1).file());

    assertThatThrownBy(() -> cache().get(images, "data", method, "settings", 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("scene1.png");
    assertThat(temp.resolve("cache")).isEmptyDirectory();
  }

  private ProposalCache cache() {
    return new ProposalCache(temp.resolve("cache"), decoder, 2, warnings::add);
  }

  private List<AnnotatedImage> images() throws IOException {
    return RectangleScenes.write(temp.resolve("data"), 1, 3, 64, 48).data().images();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("cache"))) {
      return files.toList();
    }
  }

  /** Gives a fixed box and the whole image but its margin, and counts. */
  private static final class CountingMethod implements ProposalMethod {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public Boxes propose(Picture image, int count) {
      calls.incrementAndGet();
      return Boxes.of(0, 0, 10, 10, 1, 2, image.width(), image.height()).first(count);
    }
  }
}
