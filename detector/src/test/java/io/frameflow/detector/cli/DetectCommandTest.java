package io.frameflow.detector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageFiles;
import io.frameflow.detector.testmodels.Painting;
import io.frameflow.detector.testmodels.TestModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DetectCommandTest {

  @TempDir static Path models;
  private static Path model;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path images;

  @BeforeAll
  static void writeModel() throws IOException {
    model = models.resolve("colours");
    TestModels.coloursEverywhere(model);
  }

  @BeforeEach
  void writeImages() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    write(new Painting(80, 60).rectangle(0, 0, 80, 60, 255, 0, 0).image(), "a.png", "png");
    write(new Painting(60, 90).rectangle(0, 0, 60, 90, 0, 0, 255).image(), "b.jpg", "jpeg");
  }

  @Test
  void aFolderMeansItsImages() {
    assertThat(run(images.toString(), "--model", model.toString())).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(images.resolve("a.png") + "  80x60  ")
        .contains(images.resolve("b.jpg") + "  60x90  ")
        .containsPattern("(?m)^  label +score +x1 +y1 +x2 +y2$")
        .containsPattern("(?m)^  red +\\d\\.\\d{3} ")
        .containsPattern("(?m)^  blue +\\d\\.\\d{3} ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void jsonOnStandardOutputIsAllThereIs() throws IOException {
    String file = images.resolve("a.png").toString();
    assertThat(run(file, "--model", model.toString(), "--json", "-")).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.at("/model/name").asText()).isEqualTo("colours");
    assertThat(report.at("/model/sha256").asText()).hasSize(64);
    assertThat(report.at("/images")).hasSize(1);
    JsonNode image = report.at("/images/0");
    assertThat(image.get("image").asText()).isEqualTo(file);
    assertThat(image.get("width").asInt()).isEqualTo(80);
    JsonNode best = image.at("/detections/0");
    assertThat(best.get("label").asText()).isEqualTo("red");
    assertThat(best.get("classId").asInt()).isEqualTo(1);
    assertThat(best.get("score").asDouble())
        .isCloseTo(best.at("/classProbabilities/1").asDouble(), within(1e-6));
    assertThat(best.get("classProbabilities")).hasSize(4);
    assertThat(best.at("/box/x2").asDouble()).isPositive();
    assertThat(image.at("/milliseconds/network").asDouble()).isPositive();
    assertThat(report.get("failures")).isEmpty();
  }

  @Test
  void oneBrokenImageDoesNotStopTheOthers() throws IOException {
    byte[] jpeg = Files.readAllBytes(images.resolve("b.jpg"));
    Path broken = images.resolve("aa.jpg");
    Files.write(broken, Arrays.copyOf(jpeg, jpeg.length - 30));
    Path json = folder.resolve("new").resolve("report.json");
    int code = run(images.toString(), "--model", model.toString(), "--json", json.toString());
    assertThat(code).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("detect: " + broken + ": JPEG is truncated or damaged");
    assertThat(out.toString()).contains("a.png").contains("b.jpg");
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.get("images")).hasSize(2);
    assertThat(report.at("/failures/0/image").asText()).isEqualTo(broken.toString());
  }

  @Test
  void drawsOnCopiesOfTheSameSize() throws IOException {
    Path drawings = folder.resolve("drawings");
    byte[] before = Files.readAllBytes(images.resolve("a.png"));
    String a = images.resolve("a.png").toString();
    assertThat(run(a, a, "--model", model.toString(), "--draw", drawings.toString())).isZero();
    assertThat(drawings.toFile().list()).containsExactlyInAnyOrder("a.png", "a-2.png");
    var copy = ImageIO.read(drawings.resolve("a.png").toFile());
    assertThat(copy.getWidth()).isEqualTo(80);
    int painted = 0;
    for (int x = 0; x < 80; x++) {
      for (int y = 0; y < 60; y++) {
        painted += (copy.getRGB(x, y) & 0xffffff) == 0xff0000 ? 0 : 1;
      }
    }
    assertThat(painted).as("pixels that are no longer red").isGreaterThan(50);
    assertThat(Files.readAllBytes(images.resolve("a.png"))).isEqualTo(before);
  }

  @Test
  void neverDrawsOverTheImages() {
    int code = run(images.toString(), "--model", model.toString(), "--draw", images.toString());
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("give --draw another directory");
  }

  @Test
  void aScoreOfOneHidesEverything() {
    assertThat(run(images.toString(), "--model", model.toString(), "--score", "1")).isZero();
    assertThat(out.toString()).contains("0 objects").doesNotContain("label");
  }

  @Test
  void mistakesAreOneLine() throws IOException {
    assertThat(run(images.toString(), "--model", folder.resolve("no").toString())).isEqualTo(1);
    assertThat(err.toString()).isEqualTo(folder.resolve("no") + ": no such model directory\n");
    assertThat(run(images.toString(), "--model", model.toString(), "--score", "7")).isEqualTo(1);
    assertThat(err.toString()).endsWith("scoreThreshold must be from 0 to 1, but is 7.0\n");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(run(empty.toString(), "--model", model.toString())).isEqualTo(1);
    assertThat(err.toString()).endsWith(empty + ": has no .jpg, .jpeg or .png files in it\n");
    assertThat(run("--model", model.toString())).isEqualTo(2);
    assertThat(run(images.toString())).isEqualTo(2);
  }

  private int run(String... args) {
    return new CommandLine(new DetectCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              command.getErr().println(error.getMessage());
              return 1;
            })
        .execute(args);
  }

  private void write(Image image, String name, String format) throws IOException {
    ImageIO.write(ImageFiles.toBufferedImage(image), format, images.resolve(name).toFile());
  }
}
