package io.frameflow.detector.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageFiles;
import io.frameflow.detector.proposals.SelectiveSearchSettings.Preset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares our boxes with those that the authors of Fast R-CNN published for two VOC images. */
class PublishedSelectiveSearchTest {

  /** Where a version 5 MAT file with one uncompressed uint16 matrix has its row count and data. */
  private static final int MAT_ROWS = 0xa0;

  private static final int MAT_DATA = 0xc0;

  /**
   * Two randomised programs never give the same boxes. Most of the published ones have a near
   * relative among ours, far more than a fixed grid of the same size gives by chance.
   */
  @ParameterizedTest
  @ValueSource(strings = {"000004", "001551"})
  void mostPublishedBoxesAreFound(String name) throws IOException {
    Path image = data().resolve(name + ".jpg");
    assumeTrue(
        Files.exists(image), "skipped: no " + image.toAbsolutePath() + "; set FRAMEFLOW_DATA");
    Boxes published = published(data().resolve(name + "_boxes.mat"));
    Image pixels = ImageFiles.fromBufferedImage(ImageIO.read(image.toFile()));
    Boxes ours = new SelectiveSearch(SelectiveSearchSettings.of(Preset.FAST)).propose(pixels, 4000);
    Boxes chance = new FixedGrid().propose(pixels, ours.size());
    assertThat(covered(published, ours, .5f)).isGreaterThan(.85);
    assertThat(covered(published, ours, .7f)).isGreaterThan(.6);
    assertThat(covered(published, chance, .7f)).isLessThan(.3);
  }

  private static double covered(Boxes wanted, Boxes boxes, float iou) {
    long covered =
        wanted.asList().stream().filter(box -> SelectiveSearchTest.best(boxes, box) >= iou).count();
    return covered / (double) wanted.size();
  }

  /** The file holds columns x1, y1, x2, y2, counted from 0, with x2 and y2 inclusive. */
  private static Boxes published(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int rows = bytes.getInt(MAT_ROWS);
    float[] edges = new float[4 * rows];
    for (int column = 0; column < 4; column++) {
      for (int row = 0; row < rows; row++) {
        int value = bytes.getShort(MAT_DATA + 2 * (column * rows + row)) & 0xffff;
        edges[4 * row + column] = column < 2 ? value : value + 1;
      }
    }
    return Boxes.of(edges);
  }

  private static Path data() {
    return Path.of(
        System.getenv().getOrDefault("FRAMEFLOW_DATA", "../../shared/data"), "proposals");
  }
}
