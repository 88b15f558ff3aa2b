package io.frameflow.train.data.coco;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.train.data.CocoFolder;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.formats.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenCocoDataSetTest {
  private static final String FILE = "annotations/instances_train.json";

  @TempDir Path temp;
  private CocoFolder folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = new CocoFolder(temp.resolve("set"));
    folder.category(1, "cat").entry(12, "a.jpg").picture("train/a.jpg", 1);
    folder.box(12, 1, "[5, 5, 20, 20]");
  }

  @Test
  void namesTheSplitsThatThereAre() throws IOException {
    folder.write("annotations/instances_val.json");

    assertRefused().hasMessageContaining("no split 'train'").hasMessageContaining("are: val");
  }

  @Test
  void namesTheMissingImageAndWhereItWasLookedFor() throws IOException {
    folder.entry(13, "gone.jpg").write(FILE);

    assertRefused().hasMessageContaining("gone.jpg").hasMessageContaining("looked in");
  }

  @Test
  void namesAnEmptyImage() throws IOException {
    folder.entry(13, "empty.jpg").write(FILE);
    Files.createFile(folder.root().resolve("train/empty.jpg"));

    assertRefused().hasMessageContaining("empty.jpg is empty");
  }

  @ParameterizedTest
  @CsvSource({"99, 1", "12, 99"})
  void refusesAnnotationsOfWhatIsNotThere(long image, long category) throws IOException {
    folder.box(image, category, "[5, 5, 20, 20]").write(FILE);

    assertRefused()
        .hasMessageContaining("annotation 2 (image_id " + image + ", category_id " + category);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../outside.jpg", "/etc/passwd", "nul\\u0000l"})
  void refusesFileNamesThatLeadOut(String name) throws IOException {
    Files.writeString(temp.resolve("outside.jpg"), "x");
    folder.entry(13, name).write(FILE);

    assertRefused().hasMessageContaining("id 13").hasMessageContaining("is missing");
  }

  @Test
  void refusesTwoImagesOrTwoCategoriesOfOneId() throws IOException {
    folder.entry(12, "a.jpg").write(FILE);
    assertRefused().hasMessageContaining("two images with id 12");

    CocoFolder other = new CocoFolder(folder.root()).category(1, "cat").category(1, "dog");
    other.write(FILE);
    assertRefused().hasMessageContaining("category 1 ('dog') is there twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"images\": [",
        "{\"images\": {}, \"annotations\": [], \"categories\": []}",
        "{\"images\": [1], \"annotations\": [], \"categories\": []}",
        "{\"images\": [], \"categories\": []}",
        "{\"images\": [], \"annotations\": [], \"categories\": []}",
        "{\"images\": [{\"id\": \"a\"}], \"annotations\": [], \"categories\": []}",
        "{\"images\": [{\"id\": 1}], \"annotations\": [], \"categories\": []}",
        "{\"images\": [{\"id\": 1, \"file_name\": 3}], \"annotations\": [], \"categories\": []}",
        "{\"images\": [{\"id\": 99999999999999999999, \"file_name\": \"a\"}], \"annotations\": [],"
            + " \"categories\": []}",
        "{\"images\": [], \"annotations\": [{\"image_id\": 1}], \"categories\": []}",
        "{\"images\": [], \"annotations\": [], \"categories\": [{\"id\": 1, \"name\": \" \"}]}"
      })
  void namesTheBrokenFileInOneLine(String json) throws IOException {
    folder.write(FILE);
    Files.writeString(folder.root().resolve(FILE), json);

    assertRefused().hasMessageContaining("instances_train.json").message().doesNotContain("\n");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
    return assertThatThrownBy(() -> DataSets.open(folder.root(), "train", null))
        .isInstanceOf(DataSetException.class);
  }
}
