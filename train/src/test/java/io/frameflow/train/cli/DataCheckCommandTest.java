package io.frameflow.train.cli;

import static io.frameflow.train.data.VocFolder.annotation;
import static io.frameflow.train.data.VocFolder.object;
import static io.frameflow.train.data.VocFolder.sized;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.CocoFolder;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.data.RealData;
import io.frameflow.train.data.VocFolder;
import io.frameflow.train.data.formats.DataSets;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckCommandTest {
  private static final String CAT = annotation(object("cat", 5, 5, 20, 20));

  @TempDir Path temp;
  private Path root;
  private final CommandRun data = CommandRun.of(DataCommand::new);
  private final StringWriter out = data.out();
  private final StringWriter err = data.err();

  @BeforeEach
  void nameFolder() {
    root = temp.resolve("set");
  }

  @Test
  void aSoundDataSetEndsWithExitCodeZero() throws IOException {
    picture(new VocFolder(root).split("train", "a", "b"), "a", 1).annotation("a", CAT);
    picture(new VocFolder(root), "b", 2).annotation("b", annotation());

    assertThat(check()).isZero();
    assertThat(out.toString())
        .contains("train: 2 images, 1 objects (cat 1)", "images without objects: 1", "no problems");
  }

  @Test
  void everyDefectOfAVocFolderIsListed() throws IOException {
    brokenVoc();
    Path json = temp.resolve("found.json");

    assertThat(check("--json", json.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("images listed twice: 1", "missing annotation files: 1")
        .contains("unreadable annotations: 1", "missing image files: 1", "unreadable images: 3")
        .contains("empty.jpg is empty", "cut.jpg: ")
        .contains("wrong or missing image sizes in annotations: 1", "annotated 10x20, is 100x80")
        .contains("degenerate boxes: 1", "boxes wholly outside of the image: 1")
        .contains("boxes that reach over the image's edge: 2", "objects annotated twice: 1")
        .contains("image files with equal content: 1", "copy: the same bytes as good")
        .contains("images in two splits, train and val: 1")
        .contains("classes without an object in a split: val: dog");
    JsonNode found = new ObjectMapper().readTree(json.toFile());
    assertThat(found.get("problems").asInt()).isEqualTo(16);
    assertThat(found.get("splits").get(0).get("problems").get("bad_image").get("count").asInt())
        .isEqualTo(3);
  }

  @Test
  void aRepairInPlaceKeepsTheOriginalsAndLeavesASoundSet() throws IOException {
    brokenVoc();
    String original = Files.readString(root.resolve("Annotations/boxes.xml"));
    String list = Files.readString(root.resolve("ImageSets/Main/train.txt"));

    assertThat(check("--fix")).isEqualTo(1);
    assertThat(out.toString())
        .contains("train: removed degenerate boxes: 1 (boxes)")
        .contains("train: took images off the split (unreadable images): 3");
    assertThat(root.resolve("Annotations/boxes.xml.orig")).hasContent(original);
    assertThat(root.resolve("ImageSets/Main/train.txt.orig")).hasContent(list);
    assertThat(root.resolve("Annotations/good.xml.orig")).doesNotExist();
    assertSoundButForEqualImages();
    assertThat(repairedBoxes()).containsExactly(new Box(4, 4, 20, 20), new Box(89, 69, 100, 80));
    assertThat(Files.readString(root.resolve("Annotations/boxes.xml")))
        .as("what is not wrong stays as it was")
        .contains("<pose>left</pose>");
    new VocFolder(root).annotation("boxes", annotation(object("cat", 30, 30, 30, 30)));
    assertThat(check("--fix")).isEqualTo(1);
    assertThat(root.resolve("Annotations/boxes.xml")).content().doesNotContain("cat");
    assertThat(root.resolve("Annotations/boxes.xml.orig"))
        .as("the first original stays")
        .hasContent(original);
  }

  @Test
  void aRepairElsewhereLeavesTheDataSetAlone() throws IOException {
    brokenVoc();
    Map<String, Long> before = contents();
    Path repaired = temp.resolve("repaired");

    assertThat(check("--fix", "--out", repaired.toString())).isEqualTo(1);

    assertThat(contents()).isEqualTo(before);
    root = repaired;
    assertSoundButForEqualImages();
    assertThat(repairedBoxes()).hasSize(2);
    assertThat(check("--fix", "--out", repaired.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is not empty");
  }

  @Test
  void aCocoFileIsCheckedAndRepaired() throws IOException {
    CocoFolder folder = new CocoFolder(root).category(3, "cat").category(8, "unused");
    folder.entry(1, "good.jpg").entry(2, "size.jpg", 10, 20).entry(3, "gone.jpg");
    folder.entry(1, "again.jpg").entry(5, "empty.jpg");
    folder.picture("train/good.jpg", 1).picture("train/size.jpg", 2).picture("train/again.jpg", 3);
    Files.createFile(root.resolve("train/empty.jpg"));
    folder.box(1, 3, "[5, 5, 0, 20]").box(1, 3, "[90.25, 70, 20, 20]").box(1, 3, "[1.50, 2, 3, 4]");
    folder.box(1, 3, "[1.50, 2, 3, 4]").box(2, 3, "[200, 5, 20, 20]").box(2, 3, "[5, 5, 9, 9]", 1);
    folder.box(3, 3, "[5, 5, 9, 9]").box(77, 3, "[5, 5, 9, 9]").box(1, 4, "[5, 5, 9, 9]");
    folder.box(5, 3, "[5, 5, 9, 9]").write("annotations/instances_train.json");
    String original = Files.readString(root.resolve("annotations/instances_train.json"));

    assertThat(check("--fix")).isEqualTo(1);

    assertThat(out.toString())
        .contains("images listed twice: 1", "missing image files: 1", "unreadable images: 1")
        .contains("annotations without an image or a class: 1", "degenerate boxes: 1")
        .contains("boxes wholly outside of the image: 1", "objects annotated twice: 1")
        .contains("declared classes without any object: unused");
    assertThat(root.resolve("annotations/instances_train.json.orig")).hasContent(original);
    assertThat(Files.readString(root.resolve("annotations/instances_train.json")))
        .as("what is not wrong stays as it was")
        .contains("\"info\":{\"year\":2026}", "[[1,2.50,3]]");
    out.getBuffer().setLength(0);
    assertThat(check()).as("%s", out).isZero();
    DataSet set = DataSets.open(root, "train", null);
    assertThat(set.images()).extracting(AnnotatedImage::id).containsExactly("1", "2");
    assertThat(set.images().get(0).objects())
        .extracting(GroundTruth::box)
        .containsExactly(new Box(90.25f, 70, 100, 80), new Box(1.5f, 2, 4.5f, 6));
    assertThat(set.images().get(1).objects())
        .extracting(GroundTruth::difficult)
        .containsExactly(true);
  }

  @Test
  void aCocoRepairElsewhereIsADataSetOfItsOwn() throws IOException {
    CocoFolder folder = new CocoFolder(root).category(3, "cat").entry(1, "a.jpg");
    folder.picture("train/a.jpg", 1).box(1, 3, "[90, 70, 20, 20]");
    folder.write("train/_annotations.coco.json");
    Map<String, Long> before = contents();
    Path repaired = temp.resolve("repaired");

    assertThat(check("--fix", "--out", repaired.toString())).isEqualTo(1);

    assertThat(contents()).isEqualTo(before);
    root = repaired;
    assertThat(check()).isZero();
  }

  @Test
  void aSplitThatHoldsAnotherByItsNameIsNoLeak() throws IOException {
    VocFolder folder = new VocFolder(root).split("train", "a").split("val", "b");
    picture(folder.split("trainval", "a", "b"), "a", 1).annotation("a", CAT);
    picture(folder, "b", 2).annotation("b", CAT);

    assertThat(check()).isZero();

    folder.split("val", "a").split("trainval", "a");
    assertThat(check()).as("a val that lies within train is one").isEqualTo(1);
  }

  @Test
  void theBloodCellsHaveADegenerateBoxToValidateOn() {
    root = RealData.require("bccd");

    assertThat(check("--split", "val")).isEqualTo(1);
    assertThat(out.toString())
        .contains("val: 87 images", "BloodImage_00338: RBC [504.0, 337.0, 504.0, 337.0]")
        .contains("1 problem");
  }

  @Test
  void outWithoutFixIsAWrongFlag() {
    assertThat(check("--out", "x")).isEqualTo(2);
  }

  private void brokenVoc() throws IOException {
    VocFolder folder = new VocFolder(root);
    folder.split(
        "train", "good", "good", "boxes", "size", "noxml", "badxml", "nojpg", "empty", "cut",
        "text", "copy");
    folder.split("val", "only", "good");
    picture(folder, "good", 1).annotation("good", annotation(object("dog", 5, 5, 20, 20)));
    folder.annotation("good", annotation(object("cat", 5, 5, 20, 20)));
    String posed = object("cat", 5, 5, 20, 20).replace("<name>", "<pose>left</pose><name>");
    picture(folder, "boxes", 2)
        .annotation(
            "boxes",
            annotation(
                posed,
                object("cat", 30, 30, 30, 30),
                object("dog", 101, 10, 120, 20),
                object("cat", 90, 70, 140, 90),
                object("cat", 100, 10, 140, 20),
                object("cat", 5, 5, 20, 20)));
    picture(folder, "size", 3).annotation("size", sized(10, 20, object("dog", 5, 5, 20, 20)));
    picture(folder, "noxml", 4);
    picture(folder, "badxml", 5).annotation("badxml", "<annotation>");
    folder.annotation("nojpg", CAT).annotation("empty", CAT).annotation("cut", CAT);
    folder.annotation("text", CAT).annotation("copy", CAT);
    Path images = root.resolve("JPEGImages");
    Files.createFile(images.resolve("empty.jpg"));
    Files.writeString(images.resolve("text.jpg"), "no picture");
    picture(folder, "cut", 6);
    byte[] whole = Files.readAllBytes(images.resolve("cut.jpg"));
    Files.write(images.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length * 3 / 4));
    Files.copy(images.resolve("good.jpg"), images.resolve("copy.jpg"));
    picture(folder, "only", 7).annotation("only", CAT);
  }

  private void assertSoundButForEqualImages() {
    out.getBuffer().setLength(0);
    assertThat(check()).isEqualTo(1);
    assertThat(out.toString())
        .contains("image files with equal content: 1", "train and val: 1", "val: dog")
        .contains("3 problems");
  }

  private List<Box> repairedBoxes() throws IOException {
    return DataSets.open(root, "train", null).images().get(1).objects().stream()
        .map(GroundTruth::box)
        .toList();
  }

  private static VocFolder picture(VocFolder folder, String id, int shade) throws IOException {
    BufferedImage picture = new BufferedImage(100, 80, BufferedImage.TYPE_3BYTE_BGR);
    for (int x = 0; x < 100; x++) {
      picture.setRGB(x, 40, 0x10101 * (x * shade % 256));
    }
    return folder.picture(id + ".jpg", picture);
  }

  private Map<String, Long> contents() throws IOException {
    Map<String, Long> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file.toString(), (long) Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  private int check(String... flags) {
    String[] arguments =
        Stream.concat(Stream.of("check", root.toString()), Stream.of(flags)).toArray(String[]::new);
    return data.with(arguments);
  }
}
