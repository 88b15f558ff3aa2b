package io.frameflow.train.data.voc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.data.formats.DataSets;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocWriterTest {
  @TempDir Path temp;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    List<GroundTruth> objects =
        List.of(
            new GroundTruth("car", 1, new Box(0, 0, 60, 40), false),
            new GroundTruth("truck & <trailer>", 2, new Box(10, 20, 30, 35), true));
    try (VocWriter writer = new VocWriter(temp)) {
      writer.add("train", "street-1", jpeg(60, 40), 60, 40, objects);
      writer.add("train", "street-2", jpeg(60, 40), 60, 40, List.of());
      writer.add("val", "street-3", jpeg(60, 40), 60, 40, objects);
    }

    DataSet train = DataSets.open(temp, "train", null);

    assertThat(train.images())
        .extracting(AnnotatedImage::id)
        .containsExactly("street-1", "street-2");
    assertThat(train.images().get(0).objects()).isEqualTo(objects);
    assertThat(train.images().get(1).objects()).isEmpty();
    assertThat(DataSets.open(temp, "val", null).images()).hasSize(1);
  }

  @Test
  void roundsToPixelsAndKeepsThinBoxesUsable() throws IOException {
    try (VocWriter writer = new VocWriter(temp)) {
      writer.add(
          "train",
          "a",
          jpeg(60, 40),
          60,
          40,
          List.of(
              new GroundTruth("car", 1, new Box(10.4f, 20.6f, 30.4f, 35.6f), false),
              new GroundTruth("car", 1, new Box(59.8f, 39.9f, 60, 40), false)));
    }

    DataSet train = DataSets.open(temp, "train", null);

    assertThat(train.check().degenerate().isEmpty()).isTrue();
    assertThat(train.images().get(0).objects())
        .extracting(GroundTruth::box)
        .containsExactly(new Box(10, 21, 30, 36), new Box(58, 38, 60, 40));
  }

  @Test
  void writesNoSplitListUntilItIsClosed() throws IOException {
    VocWriter writer = new VocWriter(temp);
    writer.add("train", "a", jpeg(60, 40), 60, 40, List.of());

    assertThat(temp.resolve("ImageSets/Main/train.txt")).doesNotExist();
    writer.close();
    assertThat(Files.readAllLines(temp.resolve("ImageSets/Main/train.txt"))).containsExactly("a");
  }

  @Test
  void refusesUnusableAndRepeatedIds() throws IOException {
    try (VocWriter writer = new VocWriter(temp)) {
      writer.add("train", "a", jpeg(60, 40), 60, 40, List.of());
      assertThatThrownBy(() -> writer.add("train", "a", new byte[0], 60, 40, List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("already added");
      assertThatThrownBy(() -> writer.add("train", "../a", new byte[0], 60, 40, List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'../a'");
    }
  }

  private static byte[] jpeg(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "jpg", bytes);
    return bytes.toByteArray();
  }
}
