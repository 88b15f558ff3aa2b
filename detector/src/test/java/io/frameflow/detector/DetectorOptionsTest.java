package io.frameflow.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.boxes.BoxVoting;
import io.frameflow.detector.boxes.Refinement;
import io.frameflow.detector.models.ModelManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorOptionsTest {

  @Test
  void defaultsLeaveEverythingToTheManifest() {
    DetectorOptions options = DetectorOptions.defaults();
    assertThat(options.scoreThreshold()).isNull();
    assertThat(options.nmsThreshold()).isNull();
    assertThat(options.maxDetections()).isNull();
    assertThat(options.proposalCount()).isNull();
    assertThat(options.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(options.precision()).isEqualTo(Precision.AUTO);
  }

  @Test
  void eachOptionIsSetAndChecked() {
    DetectorOptions options =
        DetectorOptions.defaults()
            .withScoreThreshold(0.1f)
            .withNmsThreshold(0.2f)
            .withMaxDetections(3)
            .withVoting(new BoxVoting(0.6f, 2))
            .withRefinement(new Refinement(7, 0.8f))
            .withProposalCount(4)
            .withThreads(5)
            .withPrecision(Precision.FP32);
    assertThat(options)
        .isEqualTo(
            new DetectorOptions(
                0.1f,
                0.2f,
                3,
                new BoxVoting(0.6f, 2),
                new Refinement(7, 0.8f),
                4,
                5,
                Precision.FP32));
    assertThatThrownBy(() -> options.withScoreThreshold(-1f)).hasMessageStartingWith("scoreThre");
    assertThatThrownBy(() -> options.withNmsThreshold(Float.NaN)).hasMessageStartingWith("nmsThr");
    assertThatThrownBy(() -> options.withMaxDetections(0)).hasMessageStartingWith("maxDetections");
    assertThatThrownBy(() -> options.withProposalCount(0)).hasMessageStartingWith("proposalCount");
    assertThatThrownBy(() -> options.withThreads(0))
        .hasMessage("threads must be at least 1, but is 0");
    assertThatThrownBy(() -> options.withPrecision(null)).hasMessageStartingWith("precision");
  }

  @ParameterizedTest
  @CsvSource({
    "640, 480, 640, 480",
    "1920, 1080, 640, 360",
    "480, 640, 480, 640",
    "100, 100, 480, 480",
    "10000, 1, 640, 1",
    "1, 1, 480, 480"
  })
  void imagesAreScaledByTheirShortSideUnlessTheLongOneIsTooLong(
      int width, int height, int scaledWidth, int scaledHeight) {
    InputGeometry geometry = InputGeometry.of(width, height, new ModelManifest.Input(480, 640, 16));
    assertThat(geometry.width()).isEqualTo(scaledWidth);
    assertThat(geometry.height()).isEqualTo(scaledHeight);
    assertThat(geometry.scaleX()).isEqualTo((float) scaledWidth / width);
    assertThat(geometry.scaleY()).isEqualTo((float) scaledHeight / height);
  }
}
