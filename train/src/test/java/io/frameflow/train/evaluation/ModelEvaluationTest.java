package io.frameflow.train.evaluation;

import static io.frameflow.train.data.VocFolder.annotation;
import static io.frameflow.train.data.VocFolder.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.Detection;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.Timings;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.VocFolder;
import io.frameflow.train.data.formats.DataSets;
import io.frameflow.train.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelEvaluationTest {
  @TempDir Path temp;

  @Test
  void runsAllImagesInBatchesAndJudgesThem() throws IOException {
    DataSet data = threeImages();
    List<Integer> batches = new ArrayList<>();
    ModelEvaluation evaluation;
    try (ImageDecoder decoder = new ImageDecoder();
        Progress progress = Progress.silent()) {
      evaluation =
          ModelEvaluation.run(
              data,
              decoder,
              images -> {
                batches.add(images.size());
                return images.stream().map(ModelEvaluationTest::oneCat).toList();
              },
              2,
              progress);
      assertThat(progress.done()).isEqualTo(3);
    }

    assertThat(batches).containsExactly(2, 1);
    assertThat(evaluation.detections())
        .extracting(ScoredBox::imageId)
        .containsExactly("a", "b", "c");
    // a and b hold the cat where the detector says, c holds it elsewhere.
    assertThat(evaluation.report().classes().get(0).truePositives()).isEqualTo(2);
    assertThat(evaluation.report().classes().get(0).falsePositives()).isEqualTo(1);
    assertThat(evaluation.times().images()).isEqualTo(3);
    assertThat(evaluation.times().mean(StageTimes.Stage.NETWORK)).isEqualTo(2);
    assertThat(evaluation.times().summary()).contains("network 2.0 ms");
  }

  @Test
  void namesTheImageThatCannotBeDecoded() throws IOException {
    DataSet data = threeImages();
    Path broken = temp.resolve("JPEGImages/b.jpg");
    byte[] bytes = Files.readAllBytes(broken);
    Files.write(broken, Arrays.copyOf(bytes, bytes.length / 2));

    try (ImageDecoder decoder = new ImageDecoder();
        Progress progress = Progress.silent()) {
      assertThatThrownBy(() -> ModelEvaluation.run(data, decoder, images -> List.of(), 3, progress))
          .isInstanceOf(UndecodableImageException.class)
          .hasMessageContaining("b.jpg");
    }
  }

  private DataSet threeImages() throws IOException {
    new VocFolder(temp)
        .split("val", "a", "b", "c")
        .image("a", annotation(object("cat", 11, 11, 30, 30)))
        .image("b", annotation(object("cat", 11, 11, 30, 30)))
        .image("c", annotation(object("cat", 51, 11, 70, 30)));
    return DataSets.open(temp, "val", List.of("cat"));
  }

  private static ImageDetections oneCat(Image image) {
    Detection cat = new Detection("cat", 1, .9f, new float[] {.1f, .9f}, new Box(10, 10, 30, 30));
    return new ImageDetections(
        image.width(), image.height(), List.of(cat), new Timings(0, 2_000_000, 0));
  }
}
