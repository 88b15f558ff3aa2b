package io.frameflow.connectors.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import picocli.CommandLine;

class SimulateCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Path directory, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--out", directory.toString(), "--width", "160", "--height", "120"));
    arguments.addAll(List.of(more));
    return new CommandLine(new SimulateCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (e, command, result) -> {
              command.getErr().print(e.getMessage());
              command.getErr().flush();
              return 1;
            })
        .execute(arguments.toArray(String[]::new));
  }

  private static Document parse(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static double number(Element within, String name) {
    return Double.parseDouble(text(within, name));
  }

  private static String text(Element within, String name) {
    return within.getElementsByTagName(name).item(0).getTextContent();
  }

  @Test
  void writesADataSetThatCanBeReadBack() throws Exception {
    Path directory = folder.resolve("voc");
    assertThat(run(directory, "--train", "10", "--val", "3", "--seed", "4")).isZero();

    List<String> train = Files.readAllLines(directory.resolve("ImageSets/Main/train.txt"));
    List<String> val = Files.readAllLines(directory.resolve("ImageSets/Main/val.txt"));
    assertThat(train).hasSize(10).doesNotHaveDuplicates().doesNotContainAnyElementsOf(val);
    assertThat(val).hasSize(3);
    int objects = 0;
    List<String> all = new ArrayList<>(train);
    all.addAll(val);
    for (String id : all) {
      BufferedImage image = ImageIO.read(directory.resolve("JPEGImages/" + id + ".jpg").toFile());
      Element root = parse(directory.resolve("Annotations/" + id + ".xml")).getDocumentElement();
      assertThat(text(root, "filename")).isEqualTo(id + ".jpg");
      assertThat(number(root, "width")).isEqualTo(160).isEqualTo(image.getWidth());
      assertThat(number(root, "height")).isEqualTo(120).isEqualTo(image.getHeight());
      for (int i = 0; i < root.getElementsByTagName("object").getLength(); i++) {
        Element object = (Element) root.getElementsByTagName("object").item(i);
        assertThat(StreetScene.LABELS).contains(text(object, "name"));
        assertThat(text(object, "difficult")).isIn("0", "1");
        assertThat(number(object, "xmin")).isBetween(1.0, number(object, "xmax"));
        assertThat(number(object, "ymin")).isBetween(1.0, number(object, "ymax"));
        assertThat(number(object, "xmax")).isLessThanOrEqualTo(160);
        assertThat(number(object, "ymax")).isLessThanOrEqualTo(120);
        objects++;
      }
    }
    assertThat(out.toString()).contains("13 images (10 train, 3 val) of 3 streets");
    int told =
        out.toString()
            .lines()
            .filter(line -> line.contains("objects,"))
            .map(line -> line.replaceAll("[^0-9]+", " ").trim().split(" "))
            .mapToInt(numbers -> Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]))
            .sum();
    assertThat(told).isEqualTo(objects).isPositive();
  }

  @Test
  void cornersCountFromOneAndAreInclusive() throws Exception {
    Path file = folder.resolve("a.xml");
    VocAnnotation.write(
        file, "a&b.jpg", 640, 480, List.of(new SceneObject(1, "bus", 0, 10.25f, 640, 99.5f, true)));
    Element root = parse(file).getDocumentElement();
    assertThat(text(root, "filename")).isEqualTo("a&b.jpg");
    assertThat(text(root, "name")).isEqualTo("bus");
    assertThat(text(root, "difficult")).isEqualTo("1");
    assertThat(number(root, "xmin")).isEqualTo(1);
    assertThat(number(root, "ymin")).isCloseTo(11.25, within(0.006));
    assertThat(number(root, "xmax")).isEqualTo(640);
    assertThat(number(root, "ymax")).isCloseTo(99.5, within(0.006));
  }

  @Test
  void oneSeedWritesOneDataSetAndAnotherSeedAnother() throws IOException {
    for (String name : List.of("40", "41", "52")) {
      String seed = name.substring(0, 1);
      assertThat(run(folder.resolve(name), "--train", "2", "--val", "1", "--seed", seed)).isZero();
    }
    byte[] first = Files.readAllBytes(folder.resolve("40/JPEGImages/train-00001.jpg"));
    assertThat(folder.resolve("41/JPEGImages/train-00001.jpg")).hasBinaryContent(first);
    assertThat(folder.resolve("52/JPEGImages/train-00001.jpg"))
        .satisfies(f -> assertThat(Files.readAllBytes(f)).isNotEqualTo(first));
  }

  @Test
  void refusesADirectoryThatIsNotEmptyUnlessForced() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThat(run(folder, "--train", "1", "--val", "1")).isEqualTo(1);
    assertThat(err.toString()).contains(folder.toString(), "not empty", "--force");
    assertThat(folder.resolve("JPEGImages")).doesNotExist();

    assertThat(run(folder, "--train", "1", "--val", "1", "--force")).isZero();
    assertThat(folder.resolve("JPEGImages/val-00000.jpg")).exists();
    assertThat(mine).hasContent("mine");
  }

  @Test
  void refusesAFileAndNumbersThatMakeNoDataSet() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(run(file)).isEqualTo(1);
    assertThat(err.toString()).contains("is a file");
    assertThat(run(folder.resolve("a"), "--train", "0", "--val", "0")).isEqualTo(1);
    assertThat(err.toString()).contains("at least one image");
    assertThat(run(folder.resolve("a"), "--height", "20")).isNotZero();
    assertThat(folder.resolve("a")).doesNotExist();
  }
}
