package io.frameflow.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageFiles;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.detector.images.JpegFixtures;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.detector.testmodels.Painting;
import io.frameflow.detector.testmodels.TestModels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a detector says of pictures that were decoded for it, whole or reduced. */
class ReducedDetectionTest {

  private static final DetectorOptions OPTIONS = DetectorOptions.defaults().withThreads(2);

  @TempDir static Path folder;
  private static Detector detector;
  private static ImageDecoder decoder;

  @BeforeAll
  static void load() throws IOException {
    detector = Detector.load(TestModels.coloursEverywhere(folder.resolve("model")), OPTIONS);
    decoder = new ImageDecoder();
  }

  @AfterAll
  static void close() {
    decoder.close();
    detector.close();
  }

  /** The network of the test model wants 96x48, its windows 320x240 pixels. */
  @ParameterizedTest
  @CsvSource({
    "96, 48, 1", // as the network sees it
    "640, 480, 2", // the windows need 320x240
    "639, 480, 1", // does not divide
    "640, 479, 1",
    "638, 480, 1", // the windows would miss some pixels
    "1280, 960, 4",
    "2560, 1920, 8",
    "5120, 3840, 8",
    "1920, 1080, 4",
    "30720, 48, 4" // a strip: the network sees 96x1
  })
  void aPictureIsMadeNoSmallerThanItIsLookedAt(int width, int height, int reduction) {
    assertThat(detector.reduction().of(width, height)).isEqualTo(reduction);
  }

  @Test
  void aMethodThatSaysNothingSeesAllPixels() throws IOException {
    try (Detector own =
        Detector.load(TestModels.colours(folder.resolve("colours")), new FixedGrid(), OPTIONS)) {
      assertThat(own.reduction().of(1280, 960)).isEqualTo(1);
    }
  }

  @Test
  void picturesAtTheirOwnSizeGiveTheSameDetectionsWhereverTheyLie() throws IOException {
    // of two sizes, one of them with a border on its page
    List<byte[]> jpegs =
        List.of(JpegFixtures.baseline(1, 96, 48), JpegFixtures.baseline(2, 90, 50));
    Image first = decoder.decode(jpegs.get(0));
    Image second = decoder.decode(jpegs.get(1));
    try (Picture one = decode(jpegs.get(0));
        Picture other = decode(jpegs.get(1))) {
      List<ImageDetections> outside = detector.detect(List.of(one, other, one));
      List<ImageDetections> onHeap = detector.detect(List.of(first, second, first));
      assertThat(outside).allSatisfy(found -> assertThat(found.detections()).isNotEmpty());
      for (int i = 0; i < outside.size(); i++) {
        assertThat(outside.get(i).detections()).isEqualTo(onHeap.get(i).detections());
      }
    }
  }

  @Test
  void boxesOfAReducedPictureAreInItsOwnPixels() throws IOException {
    byte[] jpeg = jpeg(new Painting(1280, 960).rectangle(320, 240, 960, 720, 255, 0, 0).image());
    Boxes proposals = Boxes.of(320, 240, 960, 720);
    try (Picture picture = decode(jpeg)) {
      assertThat(picture.width()).isEqualTo(320);
      ImageDetections found = detector.detect(List.of(picture), List.of(proposals)).get(0);
      assertThat(found.width()).isEqualTo(1280);
      assertThat(found.height()).isEqualTo(960);
      assertThat(found.detections())
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.label()).isEqualTo("red");
                assertThat(it.box()).isEqualTo(new Box(320, 240, 960, 720));
              });
      assertThat(detector.detect(List.of(picture)).get(0).detections())
          .anySatisfy(it -> assertThat(it.box().x2()).isGreaterThan(640));
    }
  }

  @Test
  void aReducedPictureGivesNearlyTheScoresOfTheWholeOne() throws IOException {
    byte[] jpeg = JpegFixtures.baseline(3, 1280, 960);
    Boxes proposals = Boxes.of(100, 100, 700, 800, 0, 0, 1280, 960, 640, 480, 1280, 960);
    Image whole = decoder.decode(jpeg);
    try (Picture reduced = decode(jpeg);
        Detector all = everything()) {
      List<Detection> some = all.detect(List.of(reduced), List.of(proposals)).get(0).detections();
      List<Detection> others = all.detect(List.of(whole), List.of(proposals)).get(0).detections();
      assertThat(some).hasSameSizeAs(others).isNotEmpty();
      for (int i = 0; i < some.size(); i++) {
        assertThat(some.get(i).score()).isCloseTo(others.get(i).score(), within(.03f));
      }
    }
  }

  private static Detector everything() throws IOException {
    return Detector.load(
        folder.resolve("model"), OPTIONS.withScoreThreshold(0f).withNmsThreshold(1f));
  }

  private static Picture decode(byte[] jpeg) throws IOException {
    return decoder.decode(jpeg, ImageLimits.DEFAULT, detector.reduction());
  }

  private static byte[] jpeg(Image image) throws IOException {
    BufferedImage picture = ImageFiles.toBufferedImage(image);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpg", bytes);
    return bytes.toByteArray();
  }
}
