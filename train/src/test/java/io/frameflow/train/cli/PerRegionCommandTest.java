package io.frameflow.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.compression.ModelCompression;
import io.frameflow.train.compression.SvdPlan;
import io.frameflow.train.compression.TinyPackage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PerRegionCommandTest {
  @TempDir Path temp;
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private Exception failure;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @Test
  void printsBothTimesAndTheirRatioAndThatOfACompressedModel() throws IOException {
    ModelPackage model = TinyPackage.write(temp.resolve("run/model"));
    Path small = temp.resolve("small");
    ModelCompression.run(
        model,
        SvdPlan.parse(List.of("fc6=8")),
        small,
        List.of(),
        5,
        DetectorOptions.defaults().withThreads(2),
        OptionalInt.empty(),
        line -> {});
    Path image = temp.resolve("image.png");
    ImageIO.write(new BufferedImage(100, 80, BufferedImage.TYPE_3BYTE_BGR), "png", image.toFile());

    int code =
        run(
            "--model",
            temp.resolve("run").toString(),
            "--image",
            image.toString(),
            "--proposals=30",
            "--crop=32",
            "--compressed",
            small.toString());

    assertThat(failure).isNull();
    assertThat(code).isZero();
    assertThat(out.toString())
        .startsWith(
            "30 regions (the model's own proposals), image scaled to 64x48, crops of 32x32 in"
                + " batches of 16")
        .containsPattern("\nall +\\d+\\.\\d +\\d+\\.\\d +\\d+\\.\\d\n")
        .contains("The crops have 10 times the pixels of the image.")
        .contains("The compressed model's shared pass takes ");
  }

  @Test
  void namesTheImageThatIsNoImage() throws IOException {
    TinyPackage.write(temp.resolve("model"));
    Path image = temp.resolve("image.jpg");
    Files.writeString(image, "no picture");

    assertThat(run("--model", temp.resolve("model").toString(), "--image", image.toString()))
        .isEqualTo(1);
    assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("image.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--proposals=0", "--crop=0", "--batch=-1", "--threads=0", "--crop=x"})
  void wrongFlagsEndWithExitCodeTwo(String flag) {
    assertThat(run("--model", "m", "--image", "i", flag)).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
    assertThat(failure).isNull();
  }

  private int run(String... args) {
    return new CommandLine(new PerRegionCommand())
        .setErr(new PrintWriter(err))
        .setOut(new PrintWriter(out))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              failure = e;
              return 1;
            })
        .execute(args);
  }
}
