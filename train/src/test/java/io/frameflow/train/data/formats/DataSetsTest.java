package io.frameflow.train.data.formats;

import static io.frameflow.train.data.VocFolder.annotation;
import static io.frameflow.train.data.VocFolder.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.VocFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
  private static final String CAT = annotation(object("cat", 5, 5, 20, 20));

  @TempDir Path temp;

  @Test
  void saysWhatWasLookedForAndWhatIsThere() throws IOException {
    Files.createDirectories(temp.resolve("pictures"));

    assertThatThrownBy(() -> DataSets.recognise(temp))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("JPEGImages")
        .hasMessageContaining("instances_SPLIT.json")
        .hasMessageContaining("the folder has pictures");
  }

  @Test
  void findsTheDataSetOfADevkit() throws IOException {
    new VocFolder(temp.resolve("VOCdevkit/VOC2007")).split("train", "a").image("a", CAT);

    for (Path named : new Path[] {temp, temp.resolve("VOCdevkit")}) {
      assertThat(DataSets.open(named, "train", null).directory())
          .isEqualTo(temp.resolve("VOCdevkit/VOC2007"));
    }
  }

  @Test
  void asksForOneOfADevkitsYears() throws IOException {
    new VocFolder(temp.resolve("VOCdevkit/VOC2007"));
    new VocFolder(temp.resolve("VOCdevkit/VOC2012"));

    assertThatThrownBy(() -> DataSets.recognise(temp))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("VOC2007, ")
        .hasMessageContaining("VOC2012");
  }

  @Test
  void aDevkitsListOfOneClassGivesTheImagesThatShowItAndIsNoSplit() throws IOException {
    VocFolder folder = new VocFolder(temp).split("train", "a", "b", "c").image("a", CAT);
    folder.image("b", CAT).image("c", CAT).split("cat_train", "a  1", "b -1", "c  0");

    assertThat(DataSets.open(temp, "cat_train", null).images())
        .extracting(AnnotatedImage::id)
        .containsExactly("a", "c");
    assertThat(DataSets.recognise(temp).splits()).containsExactly("train");
  }

  @Test
  void anIdMayEndInANumberOfItsOwn() throws IOException {
    new VocFolder(temp).split("train", "a 1", "b 1").image("a 1", CAT).image("b 1", CAT);

    assertThat(DataSets.open(temp, "train", null).images())
        .extracting(AnnotatedImage::id)
        .containsExactly("a 1", "b 1");
  }
}
