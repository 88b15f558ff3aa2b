package io.frameflow.train.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.Precision;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.compression.TinyPackage;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerRegionTimesTest {
  private static final SessionSettings SETTINGS = new SessionSettings(2, Precision.FP32);
  private static final int REGIONS = 40;

  @TempDir Path temp;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  /** The last batch has 40 - 2 x 16 crops. */
  @Test
  void everyRegionIsMeasuredBothWays() throws IOException {
    ModelPackage model = TinyPackage.write(temp.resolve("model"));
    PerRegionTimes times;
    try (Progress progress = Progress.silent()) {
      times =
          PerRegionTimes.measure(
              model, noise(), new PerRegionOptions(REGIONS, 32, 16), SETTINGS, progress);
      assertThat(progress.done()).isEqualTo(REGIONS);
    }

    assertThat(times.regions()).isEqualTo(REGIONS);
    assertThat(times.shared().width()).isEqualTo(64);
    assertThat(times.shared().height()).isEqualTo(48);
    assertThat(times.pixelRatio()).isCloseTo(REGIONS * 32. * 32 / (64 * 48), within(1e-9));
    assertThat(times.sharedNanos()).isPositive();
    assertThat(times.perRegionNanos())
        .isGreaterThan(times.warpNanos())
        .isGreaterThanOrEqualTo(times.warpNanos() + times.headNanos());
    assertThat(times.convolutionNanos()).isPositive();
    assertThat(times.ratio()).isEqualTo((double) times.perRegionNanos() / times.shared().nanos());
    assertThat(PerRegionTimes.sharedPass(model, noise(), REGIONS, SETTINGS).regions())
        .isEqualTo(REGIONS);
  }

  @Test
  void cropsThatTheModelCannotPoolAreRefused() throws IOException {
    ModelPackage model = TinyPackage.write(temp.resolve("model"));
    assertThatThrownBy(
            () ->
                PerRegionTimes.measure(
                    model,
                    noise(),
                    new PerRegionOptions(REGIONS, 97, 16),
                    SETTINGS,
                    Progress.silent()))
        .hasMessage("crops of 97 pixels are larger than the model's images; choose at most 96");
    assertThatThrownBy(() -> new PerRegionOptions(1, 1, 0)).hasMessageContaining("batch is 0");
  }

  @Test
  void aFixedGridFillsUpWhatTheModelDoesNotPropose() {
    Boxes own = Boxes.of(1, 2, 30, 40);
    Boxes filled = PerRegionTimes.filled(own, noise(), REGIONS);

    assertThat(filled.size()).isEqualTo(REGIONS);
    assertThat(filled.get(0)).isEqualTo(own.get(0));
    assertThat(filled.nonEmpty()).isEqualTo(filled);
    assertThat(PerRegionTimes.filled(filled, noise(), REGIONS)).isEqualTo(filled);
  }

  /** Of a picture whose red is the column and green the row. */
  @Test
  void aCropIsTheWholePixelsThatABoxTouches() {
    byte[] rgb = new byte[10 * 8 * 3];
    for (int i = 0; i < 80; i++) {
      rgb[3 * i] = (byte) (i % 10);
      rgb[3 * i + 1] = (byte) (i / 10);
    }
    Image crop = Crop.of(new Image(10, 8, rgb), new Box(2.5f, 3, 5.1f, 8));

    assertThat(crop.width()).isEqualTo(4);
    assertThat(crop.height()).isEqualTo(5);
    assertThat(crop.red(0, 0)).isEqualTo(2);
    assertThat(crop.green(0, 0)).isEqualTo(3);
    assertThat(crop.red(3, 4)).isEqualTo(5);
    assertThat(crop.green(3, 4)).isEqualTo(7);
  }

  private static Image noise() {
    byte[] pixels = new byte[80 * 60 * 3];
    new Random(3).nextBytes(pixels);
    return new Image(80, 60, pixels);
  }
}
