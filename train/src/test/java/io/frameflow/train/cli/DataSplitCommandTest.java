package io.frameflow.train.cli;

import static io.frameflow.train.data.VocFolder.annotation;
import static io.frameflow.train.data.VocFolder.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.CocoFolder;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.VocFolder;
import io.frameflow.train.data.formats.DataSets;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSplitCommandTest {
  private static final int SCENES = 20;

  @TempDir Path temp;
  private final CommandRun data = CommandRun.of(DataCommand::new);
  private final StringWriter out = data.out();
  private final StringWriter err = data.err();

  @Test
  void copiesThatLookAlikeStayTogetherAndClassesAreShared() throws IOException {
    vocWithCopies();

    assertThat(split("--val", "0.25")).isZero();

    DataSet train = DataSets.open(temp, "train", null);
    DataSet val = DataSets.open(temp, "val", train.labels());
    assertThat(out.toString()).contains("60 images in 20 groups; 60 look like another one");
    assertThat(ids(train)).doesNotContainAnyElementsOf(ids(val));
    assertThat(train.images().size() + val.images().size()).isEqualTo(3 * SCENES);
    assertThat(ids(val)).allSatisfy(id -> assertThat(ids(val)).contains(id, mirror(id), small(id)));
    assertThat(val.images()).hasSize(15);
    assertThat(val.check().objectsPerClass().get("dog")).isBetween(2, 4);
  }

  @Test
  void theSameSeedGivesTheSameSplits() throws IOException {
    vocWithCopies();
    assertThat(split("--seed", "7")).isZero();
    List<String> first = ids(DataSets.open(temp, "val", null));

    assertThat(split("--seed", "7", "--names", "a,b")).isZero();
    assertThat(split("--seed", "8", "--names", "c,d")).isZero();

    assertThat(ids(DataSets.open(temp, "b", null))).isEqualTo(first);
    assertThat(ids(DataSets.open(temp, "d", null))).isNotEqualTo(first);
  }

  @Test
  void splitsThatThereAreStayUnlessTheyAreToBeReplaced() throws IOException {
    vocWithCopies();
    Path list = temp.resolve("ImageSets/Main/val.txt");
    Files.writeString(list, "a0\n");

    assertThat(split()).isEqualTo(1);
    assertThat(err.toString()).contains("splits of these names already: val");
    assertThat(list).hasContent("a0\n");

    assertThat(split("--replace")).isZero();
    assertThat(list.resolveSibling("val.txt.orig")).hasContent("a0\n");
    assertThat(ids(DataSets.open(temp, "val", null))).hasSizeGreaterThan(1);
  }

  @Test
  void aCocoFileIsDividedIntoFilesThatFindTheirImages() throws IOException {
    CocoFolder folder = new CocoFolder(temp).category(4, "cat").category(9, "dog");
    for (int i = 0; i < SCENES; i++) {
      folder
          .entry(100 + i, "p" + i + ".png", 96, 64)
          .box(100 + i, i % 2 == 0 ? 4 : 9, "[5, 5, 9, 9]");
      write(scene(i), temp.resolve("train/p" + i + ".png"));
    }
    folder.write("annotations/instances_train.json");

    assertThat(split("--from", "train", "--val", "0.2", "--test", "0.2", "--replace")).isZero();

    List<String> all = new ArrayList<>();
    for (String name : List.of("train", "val", "test")) {
      DataSet part = DataSets.open(temp, name, List.of("cat", "dog"));
      all.addAll(ids(part));
      assertThat(part.check().unseenClasses()).isEmpty();
      assertThat(part.images()).hasSize(name.equals("train") ? 12 : 4);
    }
    assertThat(all).hasSize(SCENES).doesNotHaveDuplicates();
    assertThat(temp.resolve("annotations/instances_train.json.orig")).exists();
  }

  @Test
  void imagesThatAllLookAlikeCannotBeDivided() throws IOException {
    VocFolder folder = new VocFolder(temp);
    folder.picture("a.png", scene(1)).annotation("a", annotation(object("cat", 5, 5, 20, 20)));
    folder.picture("b.png", scene(1)).annotation("b", annotation(object("cat", 5, 5, 20, 20)));

    assertThat(split()).isEqualTo(1);
    assertThat(err.toString())
        .contains("form 1 groups that look alike, and none is left for 'val'");
    assertThat(temp.resolve("ImageSets/Main")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--val=0",
        "--val=1",
        "--val=.6 --test=.5",
        "--near=33",
        "--names=a,a",
        "--names=../a,b",
        "--threads=0",
        "--val=x"
      })
  void wrongFlagsEndWithExitCodeTwo(String flags) throws IOException {
    vocWithCopies();

    assertThat(split(flags.split(" "))).isEqualTo(2);
  }

  /** Each scene three times: as it is, mirrored, and smaller. */
  private void vocWithCopies() throws IOException {
    VocFolder folder = new VocFolder(temp);
    for (int i = 0; i < SCENES; i++) {
      BufferedImage scene = scene(i);
      String boxes = annotation(object(i % 5 == 0 ? "dog" : "cat", 5, 5, 20, 20));
      folder.picture("a" + i + ".png", scene).annotation("a" + i, boxes);
      folder.picture("m" + i + ".png", drawn(scene, 96, 64, true)).annotation("m" + i, boxes);
      folder.picture("s" + i + ".jpg", drawn(scene, 72, 48, false)).annotation("s" + i, boxes);
    }
  }

  private static String mirror(String id) {
    return "m" + id.substring(1);
  }

  private static String small(String id) {
    return "s" + id.substring(1);
  }

  private static List<String> ids(DataSet set) {
    return set.images().stream().map(AnnotatedImage::id).toList();
  }

  /** Grey blocks of a size that the hash sees. */
  private static BufferedImage scene(int seed) {
    Random random = new Random(seed);
    BufferedImage picture = new BufferedImage(96, 64, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < 64; y += 8) {
      for (int x = 0; x < 96; x += 12) {
        int grey = 0x10101 * random.nextInt(256);
        for (int i = 0; i < 96; i++) {
          picture.setRGB(x + i % 12, y + i / 12, grey);
        }
      }
    }
    return picture;
  }

  private static BufferedImage drawn(BufferedImage from, int width, int height, boolean mirrored) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    var graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(from, mirrored ? width : 0, 0, mirrored ? -width : width, height, null);
    graphics.dispose();
    return picture;
  }

  private static void write(BufferedImage picture, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, "png", file.toFile());
  }

  private int split(String... flags) {
    String[] arguments =
        Stream.concat(Stream.of("split", temp.toString()), Stream.of(flags)).toArray(String[]::new);
    return data.with(arguments);
  }
}
