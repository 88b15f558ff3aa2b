package io.frameflow.train.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.ScoredBox;
import io.frameflow.train.evaluation.StageTimes;
import io.frameflow.train.evaluation.diagnosis.Diagnosis;
import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationFolderTest {
  private static final List<String> LABELS = List.of("cat", "yak");
  private static final AnnotatedImage IMAGE =
      new AnnotatedImage(
          "1",
          Path.of("1.jpg"),
          100,
          100,
          List.of(new GroundTruth("cat", 1, new Box(0, 0, 20, 20), false)));

  @TempDir Path temp;

  @Test
  void holdsTablesFiguresAndPictures() throws IOException {
    ProposalRecallCurves recall = new ProposalRecallCurves(LABELS);
    recall.add(IMAGE, Boxes.of(0, 0, 20, 20));
    Diagnosis diagnosis =
        diagnosis(new ScoredBox("1", 1, .9f, new Box(0, 0, 20, 20)))
            .with(new StageTimes(), Optional.of(recall));

    EvaluationFolder.write(temp, diagnosis);

    String text = Files.readString(temp.resolve("evaluation.txt"));
    assertThat(text).contains("AP50 1.000", "proposal recall", "confusion", "milliseconds", "yak");
    JsonNode json = new ObjectMapper().readTree(temp.resolve("evaluation.json").toFile());
    assertThat(json.at("/map50").asDouble()).isEqualTo(1);
    assertThat(json.at("/coco/APl").isNull()).isTrue();
    assertThat(json.at("/proposalRecall/class cat/100/0.7").asDouble()).isEqualTo(1);
    assertThat(json.at("/confusion/countsByTrueThenPredicted/1/1").asInt()).isEqualTo(1);
    assertThat(json.at("/precisionRecall/cat/interpolatedPrecision/100").asDouble()).isEqualTo(1);
    try (Stream<Path> files = Files.list(temp)) {
      List<Path> pictures = files.filter(f -> f.toString().endsWith(".png")).toList();
      assertThat(pictures).hasSize(6);
      for (Path picture : pictures) {
        assertThat(ImageIO.read(picture.toFile()).getWidth()).as(picture.toString()).isEqualTo(900);
      }
    }
  }

  @Test
  void nothingFoundAndNoProbabilitiesAreNoHindrance() throws IOException {
    EvaluationFolder.write(temp.resolve("a"), diagnosis());
    EvaluationFolder.write(
        temp.resolve("b"), diagnosis(new ScoredBox("1", 2, 17f, new Box(0, 0, 20, 20))));

    assertThat(temp.resolve("b/reliability.png")).doesNotExist();
    assertThat(temp.resolve("b/evaluation.txt")).content().contains("no probabilities");
    assertThat(temp.resolve("a/precision-recall.png")).exists();
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");

    assertThatThrownBy(() -> EvaluationFolder.write(file.resolve("sub"), diagnosis()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be made");
  }

  private static Diagnosis diagnosis(ScoredBox... detections) {
    return Diagnosis.of(List.of(IMAGE), List.of(detections), LABELS, .5);
  }
}
