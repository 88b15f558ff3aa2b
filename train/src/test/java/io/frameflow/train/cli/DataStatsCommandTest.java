package io.frameflow.train.cli;

import static io.frameflow.train.data.VocFolder.annotation;
import static io.frameflow.train.data.VocFolder.difficult;
import static io.frameflow.train.data.VocFolder.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.train.data.VocFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataStatsCommandTest {
  @TempDir Path temp;

  @Test
  void writesTextChartsAndAContactSheetWithTheBoxes() throws IOException {
    new VocFolder(temp.resolve("set"))
        .split("train", "a", "b")
        .image("a", annotation(object("cat", 21, 21, 60, 60), difficult("cat", 70, 70, 80, 80)))
        .image("b", annotation());
    Path folder = temp.resolve("stats");

    assertThat(stats(folder, "2")).isZero();

    assertThat(folder.resolve("statistics.txt")).content().contains("class", "cat");
    for (String name :
        new String[] {
          "classes", "box-sizes", "aspect-ratios", "image-sizes", "objects-per-image"
        }) {
      assertThat(ImageIO.read(folder.resolve(name + ".png").toFile())).as(name).isNotNull();
    }
    BufferedImage sheet = ImageIO.read(folder.resolve("contact-sheet.png").toFile());
    assertThat(sheet.getWidth()).isEqualTo(2 * 246 + 6);
    // A tile of 100x80 is drawn 2.25 times as large from (6, 6): black, but for the frame.
    assertThat(sheet.getRGB(6 + 45, 6 + 90) & 0xffffff).isNotZero();
    assertThat(sheet.getRGB(6 + 90, 6 + 90) & 0xffffff).isZero();
    assertThat(sheet.getRGB(6 + 246 + 45, 6 + 90) & 0xffffff).as("no box in b").isZero();
  }

  @Test
  void theNumberOfTilesHasALimit() throws IOException {
    assertThat(stats(temp.resolve("stats"), "0")).isEqualTo(2);
    assertThat(temp.resolve("stats")).doesNotExist();
  }

  private int stats(Path folder, String tiles) {
    return CommandRun.of(DataCommand::new)
        .with(
            "stats", temp.resolve("set").toString(), "--out", folder.toString(), "--tiles", tiles);
  }
}
