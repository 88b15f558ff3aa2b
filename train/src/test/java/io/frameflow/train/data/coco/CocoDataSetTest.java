package io.frameflow.train.data.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.CocoFolder;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.data.formats.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CocoDataSetTest {
  @TempDir Path temp;
  private CocoFolder folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = new CocoFolder(temp.resolve("set"));
    folder.category(44, "dog").category(7, "cat").category(90, "yak");
    folder.entry(501, "b.jpg").entry(12, "a.jpg").picture("train/a.jpg", 1);
    folder.picture("train/b.jpg", 2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void groupsAnnotationsByImageInWhateverOrderTheFileHasThem(boolean annotationsFirst)
      throws IOException {
    folder
        .box(12, 44, "[10, 20, 30.5, 40]")
        .box(501, 7, "[0, 0, 100, 80]")
        .box(12, 7, "[1, 2, 3, 4]")
        .write("annotations/instances_train.json", annotationsFirst);

    DataSet set = read();

    assertThat(set.images()).extracting(AnnotatedImage::id).containsExactly("501", "12");
    assertThat(set.labels()).as("by category id, without what has no object").isEqualTo(CAT_DOG);
    assertThat(set.images().get(0).objects())
        .containsExactly(new GroundTruth("cat", 1, new Box(0, 0, 100, 80), false));
    assertThat(set.images().get(1).objects())
        .containsExactly(
            new GroundTruth("dog", 2, new Box(10, 20, 40.5f, 60), false),
            new GroundTruth("cat", 1, new Box(1, 2, 4, 6), false));
    assertThat(set.check().cut().isEmpty()).isTrue();
    assertThat(set.categories()).containsEntry(7L, "cat").containsEntry(44L, "dog");
  }

  private static final List<String> CAT_DOG = List.of("cat", "dog");

  @Test
  void aCrowdIsDifficultAndAnImageWithoutAnnotationsStays() throws IOException {
    folder.box(12, 7, "[5, 5, 20, 20]", 1).box(12, 7, "[5, 5, 10, 10]");
    folder.write("annotations/instances_train.json");

    DataSet set = read();

    assertThat(set.images().get(0).objects()).isEmpty();
    assertThat(set.check().imagesWithoutObjects()).isEqualTo(1);
    assertThat(set.images().get(1).objects())
        .extracting(GroundTruth::difficult, GroundTruth::crowd)
        .containsExactly(tuple(true, true), tuple(false, false));
    assertThat(set.check().difficult()).isEqualTo(1);
  }

  @Test
  void skipsAndCutsBoxesAsTheOtherFormatDoes() throws IOException {
    folder
        .box(12, 7, "[5, 5, 0, 20]")
        .box(12, 7, "[5, 5, 20, -1]")
        .box(12, 7, "[5, 5, 20]")
        .box(12, 7, "\"none\"")
        .box(12, 7, "[200, 5, 20, 20]")
        .box(12, 7, "[90, 70, 20, 20]")
        .box(12, 7, "[50, 40, 50.01, 40.01]")
        .write("annotations/instances_train.json");

    DataSet set = read();

    assertThat(set.images().get(1).objects())
        .extracting(GroundTruth::box)
        .containsExactly(new Box(90, 70, 100, 80), new Box(50, 40, 100, 80));
    assertThat(set.check().degenerate().count()).isEqualTo(5);
    assertThat(set.check().cut().count()).as("two decimals are rounding").isEqualTo(1);
  }

  @Test
  void givenLabelsDecideTheClassIdsAndThoseWithoutObjectsAreNamed() throws IOException {
    folder.box(12, 44, "[5, 5, 20, 20]").write("annotations/instances_train.json");

    DataSet set = DataSets.open(folder.root(), "train", List.of("yak", "dog"));

    assertThat(set.images().get(1).objects().get(0).classId()).isEqualTo(2);
    assertThat(set.check().unseenClasses()).containsExactly("yak");
    assertThat(set.check().summary()).contains("no object of yak");
  }

  @ParameterizedTest
  @CsvSource({
    "annotations/instances_train.json, train/",
    "annotations/instances_train.json, images/train/",
    "annotations/instances_train.json, images/",
    "annotations/instances_train.json, ''",
    "annotations/train.json, images/",
    "train/_annotations.coco.json, train/"
  })
  void findsTheUsualLayouts(String annotations, String images) throws IOException {
    CocoFolder other = new CocoFolder(temp.resolve("other"));
    other.category(1, "cat").entry(1, "a.jpg").picture(images + "a.jpg", 1);
    other.box(1, 1, "[5, 5, 20, 20]").write(annotations);

    DataSet set = DataSets.open(other.root(), "train", null);

    assertThat(set.images().get(0).file()).isEqualTo(other.root().resolve(images + "a.jpg"));
  }

  @Test
  void theHashFollowsBoxesAndPixelsOfTheSplitAlone() throws IOException {
    folder.box(12, 7, "[5, 5, 20, 20]").write("annotations/instances_train.json");
    String hash = read().sha256();

    assertThat(read().sha256()).isEqualTo(hash);
    folder.box(12, 7, "[6, 5, 20, 20]").write("annotations/instances_train.json");
    String withOneMore = read().sha256();
    assertThat(withOneMore).isNotEqualTo(hash);
    folder.picture("train/b.jpg", 255);
    assertThat(read().sha256()).isNotEqualTo(withOneMore);
  }

  @Test
  void imagesAreMadeWhenTheyAreAskedForAndNotHeld() throws IOException {
    folder.box(12, 7, "[5, 5, 20, 20]").write("annotations/instances_train.json");
    DataSet set = read();
    Files.delete(folder.root().resolve("annotations/instances_train.json"));

    assertThat(set.images().get(1)).isEqualTo(set.images().get(1));
    assertThat(set.images().get(1)).isNotSameAs(set.images().get(1));
  }

  private DataSet read() throws IOException {
    return DataSets.open(folder.root(), "train", null);
  }
}
