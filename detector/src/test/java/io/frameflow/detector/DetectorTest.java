package io.frameflow.detector;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.BoxVoting;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageException;
import io.frameflow.detector.models.ModelPackageWriter;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.detector.proposals.video.FramePosition;
import io.frameflow.detector.testmodels.Painting;
import io.frameflow.detector.testmodels.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {

  private static final DetectorOptions OPTIONS = DetectorOptions.defaults().withThreads(2);

  /** Proposes nothing: most tests bring their own boxes. */
  private static final ProposalMethod NOTHING = proposing(Boxes.EMPTY);

  @TempDir static Path folder;
  private static ModelPackage model;
  private static Detector detector;

  @BeforeAll
  static void load() throws IOException {
    model = TestModels.colours(folder.resolve("colours"));
    detector = Detector.load(model, NOTHING, OPTIONS);
  }

  @AfterAll
  static void close() {
    detector.close();
  }

  @Test
  void onlyImagesOfOneSizeShareACanvas() {
    ModelManifest.Input input = new ModelManifest.Input(48, 96, 16);
    List<Image> images =
        Stream.of(new Painting(96, 48), new Painting(1, 900), new Painting(192, 95))
            .map(Painting::image)
            .toList();
    assertThat(CanvasSize.group(images, input)).containsExactly(List.of(0, 2), List.of(1));
    assertThat(CanvasSize.group(List.of(), input)).isEmpty();
  }

  @Test
  void aPlainRegionGetsTheProbabilitiesOfItsColour() {
    Image image = new Painting(96, 48).rectangle(20, 8, 60, 40, 160, 16, 32).image();
    Detection found = only(image, Boxes.of(22, 10, 58, 38));
    assertThat(found.label()).isEqualTo("red");
    assertThat(found.classId()).isEqualTo(1);
    assertThat(found.box()).isEqualTo(new Box(22, 10, 58, 38));
    double sum = Math.exp(5) + Math.exp(10) + Math.exp(1) + Math.exp(2);
    double[] expected = {
      Math.exp(5) / sum, Math.exp(10) / sum, Math.exp(1) / sum, Math.exp(2) / sum
    };
    for (int c = 0; c < expected.length; c++) {
      assertThat((double) found.classProbabilities()[c]).isCloseTo(expected[c], within(1e-3));
    }
    assertThat(found.score()).isEqualTo(found.classProbabilities()[1]);
  }

  @ParameterizedTest
  @CsvSource({"96,48", "640,480", "31,77", "400,20", "20,400", "1000,1000"})
  void boxesOfAnySizeOfImageAreFoundAtTheirOriginalPlace(int width, int height) {
    float x1 = width * 0.25f;
    float y1 = height * 0.5f;
    float x2 = width * 0.75f;
    Painting painting = new Painting(width, height);
    painting.rectangle((int) x1, (int) y1, (int) Math.ceil(x2), height, 0, 0, 255);
    Detection found = only(painting.image(), Boxes.of(x1, y1, x2, height));
    assertThat(found.label()).isEqualTo("blue");
    assertThat(found.score()).isGreaterThan(0.9f);
    assertThat(found.box()).isEqualTo(new Box(x1, y1, x2, height));
  }

  @Test
  void boxesOnTheBorderAreTheImagesOnlyAndNotThePadding() {
    // a green right edge; the mean colour beside it would pull the score down
    Image wide = new Painting(160, 40).rectangle(140, 0, 160, 40, 0, 255, 0).image();
    Image tall = new Painting(40, 160).rectangle(0, 140, 40, 160, 0, 255, 0).image();
    List<ImageDetections> found =
        detector.detect(
            List.of(wide, tall), List.of(Boxes.of(142, 0, 160, 40), Boxes.of(0, 142, 40, 160)));
    assertThat(found)
        .allSatisfy(
            image ->
                assertThat(image.detections())
                    .singleElement()
                    .satisfies(it -> assertThat(it.label()).isEqualTo("green"))
                    .satisfies(it -> assertThat(it.score()).isGreaterThan(0.999f)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aBatchEqualsEachImageAlone(long seed) throws IOException {
    Random random = new Random(seed);
    List<Image> images = new ArrayList<>();
    List<Boxes> proposals = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Painting painting = Painting.random(random);
      images.add(painting.image());
      proposals.add(i == 2 ? Boxes.EMPTY : painting.randomBoxes(random, 40));
    }
    // everything is kept, for suppression may turn on the last bit of a score
    DetectorOptions all =
        OPTIONS.withScoreThreshold(0f).withNmsThreshold(1f).withMaxDetections(1000);
    try (Detector own = Detector.load(model, NOTHING, all)) {
      List<ImageDetections> batch = own.detect(images, proposals);
      assertThat(batch).hasSize(6);
      for (int i = 0; i < 6; i++) {
        ImageDetections alone =
            own.detect(List.of(images.get(i)), List.of(proposals.get(i))).get(0);
        String what = "seed %d, image %d, %s".formatted(seed, i, images.get(i));
        assertThat(batch.get(i).width()).isEqualTo(images.get(i).width());
        assertThat(batch.get(i).height()).isEqualTo(images.get(i).height());
        assertThat(alone.detections()).as(what).hasSize(i == 2 ? 0 : 120);
        assertSame(byPlace(batch.get(i)), byPlace(alone), what);
      }
    }
  }

  private static Map<String, Float> byPlace(ImageDetections found) {
    return found.detections().stream()
        .collect(Collectors.toMap(it -> it.label() + " " + it.box(), Detection::score));
  }

  private static void assertSame(
      Map<String, Float> actual, Map<String, Float> expected, String what) {
    assertThat(actual.keySet()).as(what).isEqualTo(expected.keySet());
    expected.forEach(
        (place, score) ->
            assertThat(actual.get(place)).as(what + " " + place).isCloseTo(score, within(1e-6f)));
  }

  @Test
  void boxesMoveByTheDeltasOfTheirOwnClass() throws IOException {
    float[] deltas = new float[16];
    // red: a quarter of the width to the right, half as high
    deltas[4] = 0.25f;
    deltas[7] = (float) Math.log(0.5);
    // blue: far beyond the image
    deltas[12] = 100;
    ModelPackage moving = TestModels.colours(folder.resolve("moving"), deltas);
    try (Detector own = Detector.load(moving, NOTHING, OPTIONS)) {
      Image red = new Painting(100, 80).rectangle(0, 0, 100, 80, 255, 0, 0).image();
      Image blue = new Painting(100, 80).rectangle(0, 0, 100, 80, 0, 0, 255).image();
      Boxes proposal = Boxes.of(20, 20, 60, 60);
      List<ImageDetections> found = own.detect(List.of(red, blue), List.of(proposal, proposal));
      Box moved = found.get(0).detections().get(0).box();
      assertThat(moved.x1()).isCloseTo(30, within(1e-3f));
      assertThat(moved.x2()).isCloseTo(70, within(1e-3f));
      assertThat(moved.y1()).isCloseTo(30, within(1e-3f));
      assertThat(moved.y2()).isCloseTo(50, within(1e-3f));
      assertThat(found.get(1).detections()).as("outside the image").isEmpty();
    }
  }

  @Test
  void thresholdsAndCountsAreKept() throws IOException {
    // red 160 in the left half, 100 in the right: scores above .99 and about .78
    Image image =
        new Painting(96, 48)
            .rectangle(0, 0, 48, 48, 160, 0, 0)
            .rectangle(48, 0, 96, 48, 100, 0, 0)
            .image();
    Boxes proposals = Boxes.of(50, 2, 90, 40, 2, 2, 40, 40, 2, 2, 40, 41);
    assertThat(scores(OPTIONS, image, proposals)).hasSize(2).isSortedAccordingTo(reverseOrder());
    assertThat(scores(OPTIONS.withNmsThreshold(1f), image, proposals)).hasSize(3);
    assertThat(scores(OPTIONS.withScoreThreshold(0.9f), image, proposals)).hasSize(1);
    assertThat(scores(OPTIONS.withMaxDetections(1), image, proposals))
        .singleElement()
        .satisfies(score -> assertThat(score).isGreaterThan(0.99f));
  }

  @Test
  void droppedBoxesMoveTheKeptOneOnlyWhereTheyMayVote() throws IOException {
    Image image = new Painting(96, 48).rectangle(0, 0, 48, 48, 160, 0, 0).image();
    Boxes proposals = Boxes.of(2, 2, 40, 40, 4, 2, 42, 40, 2, 2, 12, 12);
    DetectorOptions one = OPTIONS.withMaxDetections(1).withNmsThreshold(.05f);
    Box alone = only(one, image, proposals);
    assertThat(only(one.withVoting(BoxVoting.NONE), image, proposals)).isEqualTo(alone);
    Box voted = only(one.withVoting(new BoxVoting(.8f, 0)), image, proposals);
    // two equal scores, one box two pixels to the right of the other
    assertThat(voted.x1()).isCloseTo(alone.x1() + 1, within(1e-3f));
    assertThat(voted.x2()).isCloseTo(alone.x2() + 1, within(1e-3f));
    assertThat(voted.y2()).isCloseTo(alone.y2(), within(1e-3f));
  }

  private static Box only(DetectorOptions options, Image image, Boxes proposals)
      throws IOException {
    try (Detector own = Detector.load(model, NOTHING, options)) {
      return own.detect(List.of(image), List.of(proposals)).get(0).detections().get(0).box();
    }
  }

  private static List<Float> scores(DetectorOptions options, Image image, Boxes proposals)
      throws IOException {
    try (Detector own = Detector.load(model, NOTHING, options)) {
      return own.detect(List.of(image), List.of(proposals)).get(0).detections().stream()
          .map(Detection::score)
          .toList();
    }
  }

  @Test
  void emptyBatchesAndImagesWithoutProposalsWork() {
    assertThat(detector.detect(List.of())).isEmpty();
    assertThat(detector.detect(List.of(), List.of())).isEmpty();
    Image image = new Painting(30, 20).image();
    assertThat(detector.detect(List.of(image, image)))
        .hasSize(2)
        .allSatisfy(found -> assertThat(found.detections()).isEmpty())
        .allSatisfy(found -> assertThat(found.width()).isEqualTo(30));
  }

  @Test
  void onePixelIsAnImageToo() {
    Image pixel = new Painting(1, 1).rectangle(0, 0, 1, 1, 255, 0, 0).image();
    Detection found = only(pixel, Boxes.of(0, 0, 1, 1));
    assertThat(found.label()).isEqualTo("red");
    assertThat(found.box()).isEqualTo(new Box(0, 0, 1, 1));
  }

  @Test
  void proposalsOutsideTheImageAreDroppedAndThoseBeyondItCut() {
    Image image = new Painting(50, 50).rectangle(0, 0, 50, 50, 255, 0, 0).image();
    Boxes proposals = Boxes.of(60, 0, 70, 50, 10, 10, 10, 30, -20, -20, 25, 500);
    assertThat(only(image, proposals).box()).isEqualTo(new Box(0, 0, 25, 50));
  }

  @Test
  void proposalsAreAskedForInOriginalPixelsAndTimed() throws IOException {
    Image image = new Painting(200, 100).rectangle(0, 0, 200, 100, 0, 0, 255).image();
    try (Detector own = Detector.load(model, proposing(Boxes.of(5, 6, 150, 90)), OPTIONS)) {
      ImageDetections found = own.detect(List.of(image)).get(0);
      assertThat(found.detections())
          .singleElement()
          .satisfies(it -> assertThat(it.box().x2()).isEqualTo(150));
      assertThat(found.timings().proposalNanos()).isPositive();
      assertThat(found.timings().networkNanos()).isPositive();
    }
  }

  @Test
  void countsMustAgree() {
    assertThatThrownBy(() -> detector.detect(List.of(), List.of(Boxes.EMPTY)))
        .hasMessage("0 images, but proposals of 1");
  }

  @Test
  void aFailingProposalMethodSaysWhichImage() throws IOException {
    ProposalMethod failing =
        new ProposalMethod() {
          @Override
          public String name() {
            return "failing";
          }

          @Override
          public Boxes propose(Picture image, int count) {
            if (image.width() == 2) {
              throw new IllegalStateException("no idea");
            }
            return Boxes.EMPTY;
          }
        };
    try (Detector own = Detector.load(model, failing, OPTIONS)) {
      List<Image> images = List.of(new Painting(1, 1).image(), new Painting(2, 1).image());
      assertThatThrownBy(() -> own.detect(images))
          .isInstanceOf(DetectionException.class)
          .hasMessageContaining("image 2 of 2")
          .hasMessageContaining("no idea");
      assertThat(own.detect(images.subList(0, 1))).as("goes on afterwards").hasSize(1);
    }
  }

  @Test
  void aBrokenModelIsFoundWhenItIsLoaded() throws IOException {
    ModelPackage broken =
        ModelPackageWriter.write(
            folder.resolve("nan"),
            TestModels.manifest(),
            draft -> TestModels.writeGraph(draft, new float[16], "nan"));
    assertThatThrownBy(() -> Detector.load(broken, NOTHING, OPTIONS))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("holds NaN; the model is broken");
  }

  @Test
  void unknownProposalMethodsAreRefused() {
    assertThatThrownBy(() -> Detector.load(model.directory(), OPTIONS))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("\"none\"");
  }

  @Test
  void bothPrecisionsAgree() throws IOException {
    Image image = new Painting(90, 60).rectangle(10, 10, 80, 50, 200, 40, 40).image();
    for (Precision precision : Precision.values()) {
      try (Detector own = Detector.load(model, NOTHING, OPTIONS.withPrecision(precision))) {
        ImageDetections found =
            own.detect(List.of(image), List.of(Boxes.of(15, 15, 75, 45))).get(0);
        assertThat(found.detections())
            .singleElement()
            .satisfies(it -> assertThat(it.label()).isEqualTo("red"));
      }
    }
  }

  @Test
  void framesOfCamerasAreDetectedLikeSingleImagesWhereNothingMoves() throws IOException {
    ModelPackage own = TestModels.coloursEverywhere(folder.resolve("cameras"));
    Image a = new Painting(96, 48).rectangle(10, 5, 60, 40, 255, 0, 0).image();
    Image b = new Painting(60, 60).rectangle(20, 20, 60, 60, 0, 0, 255).image();
    try (Detector video = Detector.load(own, OPTIONS)) {
      assertThat(video.detectVideo(List.of())).isEmpty();
      List<ImageDetections> expected = video.detect(List.of(a, b, a));
      List<ImageDetections> found =
          video.detectVideo(List.of(frame("a", 1, a), frame("b", 7, b), frame("a", 2, a)));
      for (int i = 0; i < 3; i++) {
        assertThat(found.get(i).detections()).isNotEmpty();
        assertThat(boxes(found.get(i))).as("image %d", i).isEqualTo(boxes(expected.get(i)));
      }
    }
    assertThat(detector.detectVideo(List.of(frame("a", 1, a))).get(0).detections())
        .as("another proposal method, which proposes nothing")
        .isEmpty();
  }

  private static VideoFrame frame(String camera, long sequence, Image image) {
    return new VideoFrame(camera, new FramePosition(sequence, 1000 * sequence), image);
  }

  private static List<Box> boxes(ImageDetections found) {
    return found.detections().stream().map(Detection::box).toList();
  }

  private static Detection only(Image image, Boxes proposals) {
    List<Detection> found = detector.detect(List.of(image), List.of(proposals)).get(0).detections();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static ProposalMethod proposing(Boxes boxes) {
    return new ProposalMethod() {
      @Override
      public String name() {
        return "fixed";
      }

      @Override
      public Boxes propose(Picture image, int count) {
        return boxes.first(count);
      }
    };
  }
}
