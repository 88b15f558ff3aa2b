package io.frameflow.train.data;

import static io.frameflow.train.data.VocFolder.annotation;
import static io.frameflow.train.data.VocFolder.difficult;
import static io.frameflow.train.data.VocFolder.object;
import static io.frameflow.train.data.VocFolder.sized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.formats.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocDataSetTest {
  @TempDir Path temp;
  private VocFolder folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = new VocFolder(temp.resolve("set"));
  }

  @Test
  void convertsOneBasedInclusiveEdgesToContinuousOnes() throws IOException {
    folder.split("train", "a").image("a", annotation(object("cat", 1, 11, 100, 80)));

    AnnotatedImage image = read("train").images().get(0);

    assertThat(image.id()).isEqualTo("a");
    assertThat(image.width()).isEqualTo(100);
    assertThat(image.height()).isEqualTo(80);
    assertThat(image.objects())
        .containsExactly(new GroundTruth("cat", 1, new Box(0, 10, 100, 80), false));
  }

  @Test
  void sortsLabelsUnlessAnOrderIsGiven() throws IOException {
    folder
        .split("train", "b", "a")
        .image("a", annotation(object("cat", 5, 5, 20, 20)))
        .image("b", annotation(object("dog", 5, 5, 20, 20), object("ape", 5, 5, 20, 20)));

    assertThat(read("train").labels()).containsExactly("ape", "cat", "dog");
    assertThat(read("train").images()).extracting(AnnotatedImage::id).containsExactly("b", "a");
    DataSet given = DataSets.open(folder.root(), "train", List.of("dog", "cat", "ape", "yak"));
    assertThat(given.labels()).containsExactly("dog", "cat", "ape", "yak");
    assertThat(given.images().get(1).objects().get(0).classId()).isEqualTo(2);
  }

  @Test
  void skipsDegenerateBoxesAndSaysSo() throws IOException {
    folder
        .split("train", "a")
        .image(
            "a",
            annotation(
                object("cat", 30, 30, 30, 30),
                object("cat", 40, 30, 20, 50),
                object("cat", 40, 30, 50, 20),
                object("cat", 101, 10, 120, 20),
                object("cat", Float.NaN, 10, 20, 20),
                object("cat", 10, 10, 20, 20)));

    DataSet set = read("train");

    assertThat(set.images().get(0).objects())
        .extracting(GroundTruth::box)
        .containsExactly(new Box(9, 9, 20, 20));
    assertThat(set.check().degenerate().count()).isEqualTo(5);
    assertThat(set.check().summary())
        .contains("1 images, 1 objects (cat 1)")
        .contains("skipped degenerate boxes: 5 (a: cat [30.0, 30.0, 30.0, 30.0]")
        .doesNotContain("\n");
  }

  @Test
  void cutsBoxesAtTheEdgeAndSaysSo() throws IOException {
    folder
        .split("train", "a")
        .image("a", annotation(object("cat", -4, 10, 140, 90), object("cat", 1, 1, 100, 80)));

    DataSet set = read("train");

    assertThat(set.images().get(0).objects().get(0).box()).isEqualTo(new Box(0, 9, 100, 80));
    assertThat(set.check().cut().count()).isEqualTo(1);
    assertThat(set.check().degenerate().isEmpty()).isTrue();
  }

  @Test
  void believesTheImageAboutItsSize() throws IOException {
    folder
        .split("train", "a", "b", "c")
        .image("a", sized(0, 0, object("cat", 50, 10, 90, 20)))
        .image("b", "<annotation>" + object("cat", 50, 10, 90, 20) + "</annotation>")
        .image("c", annotation(object("cat", 50, 10, 90, 20)));

    DataSet set = read("train");

    assertThat(set.images()).allSatisfy(i -> assertThat(i.width()).isEqualTo(100));
    assertThat(set.check().wrongSizes().examples())
        .containsExactly("a: annotated 0x0, is 100x80", "b: annotated 0x0, is 100x80");
  }

  @Test
  void keepsDifficultObjectsMarked() throws IOException {
    folder
        .split("train", "a")
        .image("a", annotation(difficult("cat", 5, 5, 20, 20), object("cat", 5, 5, 20, 20)));

    DataSet set = read("train");

    assertThat(set.images().get(0).objects())
        .extracting(GroundTruth::difficult)
        .containsExactly(true, false);
    assertThat(set.check().difficult()).isEqualTo(1);
  }

  @Test
  void keepsImagesWithoutObjects() throws IOException {
    folder
        .split("train", "a", "b")
        .image("a", annotation())
        .image("b", annotation(object("cat", 5, 5, 20, 20)));

    assertThat(read("train").images().get(0).objects()).isEmpty();
    assertThat(read("train").check().imagesWithoutObjects()).isEqualTo(1);
  }

  @Test
  void readsOnlyTheObjectsOwnBoxWhereItHasParts() throws IOException {
    String person =
        "<object><part><name>head</name>"
            + VocFolder.box(1, 1, 5, 5)
            + "</part><name>person</name>"
            + VocFolder.box(11, 11, 50, 50)
            + "</object>";
    folder.split("train", "a").image("a", annotation(person));

    GroundTruth only = read("train").images().get(0).objects().get(0);

    assertThat(only.label()).isEqualTo("person");
    assertThat(only.box()).isEqualTo(new Box(10, 10, 50, 50));
  }

  @Test
  void hashFollowsTheContentAndNotThePlace() throws IOException {
    folder.split("train", "a").image("a", annotation(object("cat", 5, 5, 20, 20)));
    VocFolder copy =
        new VocFolder(temp.resolve("elsewhere"))
            .split("other", "a")
            .image("a", annotation(object("cat", 5, 5, 20, 20)));
    String hash = read("train").sha256();

    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(DataSets.open(copy.root(), "other", null).sha256()).isEqualTo(hash);

    folder.annotation("a", annotation(object("cat", 5, 5, 20, 21)));
    assertThat(read("train").sha256()).isNotEqualTo(hash);
    folder.annotation("a", annotation(object("cat", 5, 5, 20, 20)));
    assertThat(read("train").sha256()).isEqualTo(hash);
    Path image = folder.root().resolve("JPEGImages/a.jpg");
    byte[] bytes = Files.readAllBytes(image);
    bytes[bytes.length - 3]++;
    Files.write(image, bytes);
    assertThat(read("train").sha256()).isNotEqualTo(hash);
  }

  @Test
  void refusesAClassThatTheGivenLabelsLack() throws IOException {
    folder.split("train", "a").image("a", annotation(object("cat", 5, 5, 20, 20)));

    assertThatThrownBy(() -> DataSets.open(folder.root(), "train", List.of("dog")))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("a.xml")
        .hasMessageContaining("'cat'")
        .hasMessageContaining("[dog]");
  }

  private DataSet read(String split) throws DataSetException {
    return DataSets.open(folder.root(), split, null);
  }
}
