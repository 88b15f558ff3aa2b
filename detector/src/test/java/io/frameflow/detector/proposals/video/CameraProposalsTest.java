package io.frameflow.detector.proposals.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.Iou;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.testmodels.ContrastWindows;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of 160x120, which is the windows' working size: nothing is averaged away. */
class CameraProposalsTest {

  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final int COUNT = 60;

  /** More than there are windows: those that nobody would propose are compared, too. */
  private static final int ALL = 10_000;

  private static final int GREY = 90;
  private static final long MICROS = 1_000_000;
  private static final Duration HOUR = Duration.ofHours(1);

  private final LearnedWindows windows = ContrastWindows.create();
  private final ReuseSettings defaults = ReuseSettings.defaults();

  private static ReuseSettings wholeEvery(int frames, Duration longest) {
    ReuseSettings defaults = ReuseSettings.defaults();
    return new ReuseSettings(
        defaults.noise(), defaults.blockLimit(), defaults.mostChanged(), frames, longest);
  }

  /** The frame with another square, {@code contrast} levels brighter, beside the one it has. */
  private static Image and(Image image, int x, int y, int contrast) {
    byte[] rgb = image.rgb().clone();
    byte[] other = square(x, y, contrast).rgb();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ((rgb[i] & 0xff) + (other[i] & 0xff) - GREY);
    }
    return new Image(image.width(), image.height(), rgb);
  }

  /** A grey frame with a square of 24 pixels, {@code contrast} levels brighter. */
  private static Image square(int x, int y, int contrast) {
    byte[] rgb = new byte[WIDTH * HEIGHT * Image.CHANNELS];
    for (int i = 0; i < rgb.length; i++) {
      int column = i / Image.CHANNELS % WIDTH;
      int row = i / Image.CHANNELS / WIDTH;
      boolean inside = column >= x && column < x + 24 && row >= y && row < y + 24;
      rgb[i] = (byte) (GREY + (inside ? contrast : 0));
    }
    return new Image(WIDTH, HEIGHT, rgb);
  }

  private static boolean finds(Boxes boxes, int x, int y) {
    Box square = new Box(x, y, x + 24, y + 24);
    return boxes.asList().stream().anyMatch(box -> Iou.of(box, square) >= .5f);
  }

  private static FramePosition at(long frame) {
    return new FramePosition(frame, frame * MICROS / 10);
  }

  @Test
  void theFirstFrameIsLookedAtAsAWhole() {
    CameraProposals camera = new CameraProposals(windows, defaults);
    Image image = square(40, 30, 60);
    assertThat(camera.propose(image, at(7), COUNT)).isEqualTo(windows.propose(image, COUNT));
    assertThat(camera.scored()).isEqualTo(1);
  }

  @Test
  void anUnchangedFrameGivesTheSameBoxesForNothing() {
    CameraProposals camera = new CameraProposals(windows, defaults);
    Image image = square(40, 30, 60);
    Boxes whole = camera.propose(image, at(0), COUNT);
    assertThat(camera.propose(image, at(1), COUNT)).isEqualTo(whole);
    assertThat(camera.scored()).isZero();
    assertThat(camera.propose(image, at(2), COUNT / 2))
        .as("fewer wanted")
        .isEqualTo(windows.propose(image, COUNT / 2));
    assertThat(camera.scored()).isZero();
  }

  /** The averages of the image stay the same when a square moves, so that nothing may differ. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whereAnObjectMovesTheBoxesAreThoseOfAWholeLook(long seed) {
    Random random = new Random(seed);
    CameraProposals camera = new CameraProposals(windows, wholeEvery(1000, HOUR));
    camera.propose(square(20, 20, 60), at(0), ALL);
    for (int frame = 1; frame < 12; frame++) {
      // Away from the border: there edges are weaker, and the averages would change.
      Image image = square(2 + random.nextInt(132), 2 + random.nextInt(92), 60);
      assertThat(camera.propose(image, at(frame), ALL))
          .as("frame %d, seed %d", frame, seed)
          .isEqualTo(windows.propose(image, ALL));
      assertThat(camera.scored()).isBetween(.01f, .99f);
    }
  }

  @Test
  void anObjectBelowTheNoiseIsProposedInTheStatedTime() {
    CameraProposals camera = new CameraProposals(windows, wholeEvery(1000, Duration.ofSeconds(2)));
    Image faint = square(80, 60, defaults.noise());
    camera.propose(square(0, 0, 0), at(0), COUNT);
    for (int frame = 1; frame < 20; frame++) {
      camera.propose(faint, at(frame), COUNT);
      assertThat(camera.scored()).as("frame %d", frame).isZero();
    }
    assertThat(camera.propose(faint, at(20), COUNT)).isEqualTo(windows.propose(faint, COUNT));
    assertThat(finds(windows.propose(faint, COUNT), 80, 60)).isTrue();
  }

  @Test
  void anObjectBelowTheNoiseIsProposedAfterTheStatedFrames() {
    CameraProposals camera = new CameraProposals(windows, wholeEvery(5, HOUR));
    Image faint = square(80, 60, defaults.noise());
    camera.propose(square(0, 0, 0), at(0), COUNT);
    for (int frame = 1; frame < 11; frame++) {
      Boxes boxes = camera.propose(faint, at(frame), COUNT);
      assertThat(camera.scored()).as("frame %d", frame).isEqualTo(frame % 5 == 0 ? 1 : 0);
      assertThat(boxes.equals(windows.propose(faint, COUNT))).isEqualTo(frame >= 5);
    }
  }

  /** One grey level a frame is never a change from frame to frame. */
  @Test
  void anObjectThatComesSlowlyAddsUp() {
    CameraProposals camera = new CameraProposals(windows, wholeEvery(1000, HOUR));
    Boxes boxes = camera.propose(square(0, 0, 0), at(0), COUNT);
    assertThat(finds(boxes, 80, 56)).isFalse();
    for (int contrast = 1; contrast <= defaults.noise() + 2; contrast++) {
      boxes = camera.propose(square(80, 56, contrast), at(contrast), COUNT);
    }
    assertThat(finds(boxes, 80, 56)).isTrue();
  }

  @Test
  void anObjectThatComesSlowlyAddsUpBesideOneThatMoves() {
    CameraProposals camera = new CameraProposals(windows, wholeEvery(1000, HOUR));
    Boxes boxes = camera.propose(square(8, 8, 14), at(0), COUNT);
    for (int contrast = 1; contrast <= defaults.noise() + 2; contrast++) {
      Image image = and(square(8 + 2 * contrast, 8, 14), 110, 80, contrast);
      boxes = camera.propose(image, at(contrast), COUNT);
      assertThat(camera.scored()).isBetween(.01f, .99f);
    }
    assertThat(finds(boxes, 110, 80)).isTrue();
  }

  @Test
  void anObjectThatHasLeftIsForgotten() {
    CameraProposals camera = new CameraProposals(windows, wholeEvery(1000, HOUR));
    Boxes empty = camera.propose(square(0, 0, 0), at(0), COUNT);
    assertThat(finds(camera.propose(square(80, 56, 60), at(1), COUNT), 80, 56)).isTrue();
    assertThat(camera.propose(square(0, 0, 0), at(2), COUNT)).isEqualTo(empty);
  }

  @Test
  void sensorNoiseIsNoChange() {
    long seed = 5;
    Random random = new Random(seed);
    CameraProposals camera = new CameraProposals(windows, wholeEvery(1000, HOUR));
    Boxes first = camera.propose(noisy(square(40, 30, 60), random), at(0), COUNT);
    for (int frame = 1; frame < 10; frame++) {
      Boxes boxes = camera.propose(noisy(square(40, 30, 60), random), at(frame), COUNT);
      assertThat(boxes).as("seed %d", seed).isEqualTo(first);
    }
  }

  private static Image noisy(Image image, Random random) {
    byte[] rgb = image.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ((rgb[i] & 0xff) + Math.round(1.5 * random.nextGaussian()));
    }
    return new Image(image.width(), image.height(), rgb);
  }

  @Test
  void afterACutNothingOfTheLastFrameIsLeft() {
    long seed = 8;
    byte[] rgb = new byte[WIDTH * HEIGHT * Image.CHANNELS];
    new Random(seed).nextBytes(rgb);
    Image other = new Image(WIDTH, HEIGHT, rgb);
    CameraProposals camera = new CameraProposals(windows, defaults);
    camera.propose(square(40, 30, 60), at(0), COUNT);
    camera.found(Boxes.of(40, 30, 64, 54));
    assertThat(camera.propose(other, at(1), COUNT))
        .as("seed %d", seed)
        .isEqualTo(windows.propose(other, COUNT));
  }

  @Test
  void aFrameThatIsNotLaterIsLookedAtAsAWhole() {
    CameraProposals camera = new CameraProposals(windows, defaults);
    Image image = square(40, 30, 60);
    camera.propose(image, at(5), COUNT);
    camera.propose(image, at(6), COUNT);
    assertThat(camera.scored()).isZero();
    camera.found(Boxes.of(40, 30, 64, 54));
    for (FramePosition position :
        new FramePosition[] {at(6), at(3), new FramePosition(9, at(2).capturedMicros())}) {
      assertThat(camera.propose(image, position, COUNT))
          .as("%s", position)
          .isEqualTo(windows.propose(image, COUNT));
      assertThat(camera.scored()).as("%s", position).isEqualTo(1);
    }
  }

  @Test
  void anotherSizeIsLookedAtAsAWhole() {
    CameraProposals camera = new CameraProposals(windows, defaults);
    Image small = new Image(1, 1, new byte[] {9, 9, 9});
    // Twice the size has the same working size: the boxes are other ones all the same.
    Image doubled = new Image(2 * WIDTH, 2 * HEIGHT, new byte[12 * WIDTH * HEIGHT]);
    Image plain = new Image(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]);
    int frame = 0;
    for (Image image : new Image[] {plain, small, plain, doubled, plain}) {
      assertThat(camera.propose(image, at(frame++), COUNT))
          .isEqualTo(windows.propose(image, COUNT));
      assertThat(camera.scored()).isEqualTo(1);
    }
  }

  @Test
  void aFrameForWhichNothingWasWantedServesTheNext() {
    CameraProposals camera = new CameraProposals(windows, defaults);
    Image image = square(40, 30, 60);
    assertThat(camera.propose(image, at(0), 0)).isEqualTo(Boxes.EMPTY);
    camera.found(Boxes.EMPTY);
    assertThat(camera.propose(image, at(1), COUNT)).isEqualTo(windows.propose(image, COUNT));
  }

  @Test
  void theObjectsOfTheLastFrameComeFirst() {
    CameraProposals camera = new CameraProposals(windows, defaults);
    Image image = square(40, 30, 60);
    camera.propose(image, at(0), COUNT);
    camera.found(Boxes.of(39, 29, 65, 55, 150, 100, 170, 130, 200, 10, 220, 20));
    Boxes boxes = camera.propose(image, at(1), COUNT);
    assertThat(boxes.first(2)).isEqualTo(Boxes.of(39, 29, 65, 55, 150, 100, 160, 120));
    assertThat(boxes.slice(2, COUNT)).isEqualTo(windows.propose(image, COUNT).first(COUNT - 2));
    assertThat(camera.propose(image, at(2), 1)).isEqualTo(Boxes.of(39, 29, 65, 55));
  }
}
