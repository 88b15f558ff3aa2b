package io.frameflow.train.evaluation.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.ScoredBox;
import io.frameflow.train.evaluation.VocEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsReaderTest {
  private static final List<String> LABELS = List.of("cat", "big_cat");
  private static final List<ScoredBox> DETECTIONS =
      List.of(
          new ScoredBox("000042", 1, .875f, new Box(10, 20, 30.5f, 40)),
          new ScoredBox("garden", 2, .25f, new Box(0, 0, 5, 5)));

  private static final List<AnnotatedImage> IMAGES =
      List.of(
          new AnnotatedImage("000042", Path.of("42.jpg"), 100, 100, List.of()),
          new AnnotatedImage("garden", Path.of("garden.jpg"), 100, 100, List.of()));

  @TempDir Path temp;

  @Test
  void cocoResultsAreReadBackAsTheyWereWritten() throws IOException {
    Path file = temp.resolve("results.json");
    CocoResults.write(file, DETECTIONS, new KnownNames(IMAGES, LABELS));

    assertThat(read(file)).containsExactlyElementsOf(DETECTIONS);
    assertThat(Files.readString(file)).contains("\"bbox\":[10.0,20.0,20.5,20.0]");
  }

  @Test
  void vocResultsAreReadBackAsTheyWereWritten() throws IOException {
    VocResults.write(temp, "val", DETECTIONS, LABELS);

    assertThat(Files.readString(temp.resolve("comp4_det_val_cat.txt")))
        .isEqualTo("000042 0.875 11.0 21.0 30.5 40.0\n");
    assertThat(read(temp)).containsExactlyInAnyOrderElementsOf(DETECTIONS);
  }

  @Test
  void anImageMayBeNamedByItsNumberAndAClassByItsLabel() throws IOException {
    Path file = temp.resolve("r.json");
    Files.writeString(
        file,
        """
        [{"image_id": 42, "category_id": "big_cat", "bbox": [1, 2, 3, 4], "score": 1,
          "segmentation": {"size": [1, 2]}, "area": 12}]
        """);

    assertThat(read(file)).containsExactly(new ScoredBox("000042", 2, 1, new Box(1, 2, 4, 6)));
  }

  /**
   * The truth spans the pixels 11 to 30, the detection 11 to 20: with 1 added to each side, as the
   * development kit does, 10 x 20 of 20 x 20 pixels, an IoU of exactly 1/2 and so a hit.
   */
  @Test
  void vocsPixelsGiveTheOverlapsOfItsDevelopmentKit() throws IOException {
    AnnotatedImage image =
        new AnnotatedImage(
            "a",
            Path.of("a.jpg"),
            100,
            100,
            List.of(new GroundTruth("cat", 1, new Box(10, 10, 30, 30), false)));
    Path file = temp.resolve("comp4_det_test_cat.txt");
    Files.writeString(file, "a 0.5 11 11 20 30\n");

    List<ScoredBox> found =
        ResultsReader.read(List.of(file), new KnownNames(List.of(image), List.of("cat")));

    assertThat(VocEvaluator.evaluate(List.of(image), found, List.of("cat")).map50()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [{"image_id": 7, "category_id": 1, "bbox": [1,2,3,4], "score": 1}]          | image '7' is not
          [{"image_id": 42, "category_id": 3, "bbox": [1,2,3,4], "score": 1}]         | category '3' is none
          [{"image_id": 42, "category_id": 0, "bbox": [1,2,3,4], "score": 1}]         | category '0' is none
          [{"image_id": 42, "category_id": 1, "bbox": [1,2,3], "score": 1}]           | "bbox", which is x, y
          [{"image_id": 42, "category_id": 1, "bbox": [1,2,3,"4"], "score": 1}]       | four numbers
          [{"image_id": 42, "category_id": 1, "bbox": [1,2,-3,4], "score": 1}]        | x1 <= x2
          [{"image_id": 42, "category_id": 1, "bbox": [1,2,3,4]}]                     | "score", which is a number
          [{"image_id": 42, "category_id": 1, "bbox": [1,2,3,4], "score": "high"}]    | "score", which is a number
          [{"image_id": [42], "category_id": 1, "bbox": [1,2,3,4], "score": 1}]       | "image_id"
          [{"image_id": 42, "category_id": 1, "bbox": [1,2,3,4], "score": 1}          | is no JSON
          [5]                                                                         | must be an object
          {"annotations": []}                                                         | must begin with [
          """)
  void aMistakeInJsonIsNamedWithItsLine(String text, String complaint) throws IOException {
    Path file = temp.resolve("bad.json");
    Files.writeString(file, "\n" + text);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("bad.json, line 2: ")
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          garden 0.5 1 2 3            | 5 fields instead of
          garden high 1 2 3 4         | 'high' is not a number
          garden 0.5 1 2 x 4          | 'x' is not a number
          garden NaN 1 2 3 4          | score is NaN
          garden 0.5 9 2 3 4          | x1 <= x2
          cellar 0.5 1 2 3 4          | image 'cellar' is not
          """)
  void aMistakeInTextIsNamedWithItsLine(String line, String complaint) throws IOException {
    Path file = temp.resolve("comp4_det_val_cat.txt");
    Files.writeString(file, "garden 0.5 1 2 3 4\n\n" + line + "\n");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("comp4_det_val_cat.txt, line 3: ")
        .hasMessageContaining(complaint);
  }

  @Test
  void aFileThatIsNeitherKindIsRefused() throws IOException {
    Path unknown = Files.writeString(temp.resolve("comp4_det_val_yak.txt"), "garden 1 1 2 3 4\n");
    assertThatThrownBy(() -> read(unknown)).hasMessageContaining("yak.txt: is no JSON");
    assertThatThrownBy(() -> read(temp.resolve("none"))).hasMessageContaining("no such file");
    Path empty = Files.createDirectory(temp.resolve("empty"));
    assertThatThrownBy(() -> read(empty)).hasMessageContaining("holds no .txt file");
    Path binary = temp.resolve("comp4_det_val_cat.txt");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThatThrownBy(() -> read(binary)).hasMessageContaining("neither JSON nor text");
  }

  /** As COCO's own 80 classes, whose numbers go up to 90; "yak" is declared and never annotated. */
  @Test
  void aDataSetsOwnNumbersStandForItsClasses() throws IOException {
    Map<Long, String> categories = Map.of(2L, "cat", 17L, "big_cat", 90L, "yak");
    KnownNames names = new KnownNames(IMAGES, List.of("cat", "big_cat", "emu"), categories);
    List<ScoredBox> detections = new ArrayList<>(DETECTIONS);
    detections.add(new ScoredBox("garden", 3, .5f, new Box(0, 0, 5, 5)));
    Path file = temp.resolve("r.json");

    CocoResults.write(file, detections, names);

    assertThat(Files.readString(file))
        .contains("\"category_id\":2,", "\"category_id\":17,", "\"category_id\":\"emu\",");
    assertThat(ResultsReader.read(List.of(file), names)).containsExactlyElementsOf(detections);
    for (String unknown : List.of("1", "3", "90")) {
      Files.writeString(
          file,
          "[{\"image_id\": 42, \"category_id\": %s, \"bbox\": [1,2,3,4], \"score\": 1}]"
              .formatted(unknown));
      assertThatThrownBy(() -> ResultsReader.read(List.of(file), names))
          .hasMessageContaining(
              "category '%s' is none of the classes cat 2, big_cat 17, emu".formatted(unknown));
    }
  }

  private static List<ScoredBox> read(Path path) throws IOException {
    return ResultsReader.read(List.of(path), new KnownNames(IMAGES, LABELS));
  }
}
