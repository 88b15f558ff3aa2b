package io.frameflow.detector.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.proposals.SelectiveSearchSettings.Preset;
import io.frameflow.detector.testmodels.Painting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every proposal method owes its callers. */
class ProposalMethodContractTest {

  private static final long SEED = 4711;

  static Stream<Named<ProposalMethod>> methods() {
    return Stream.of(
        Named.of("learned-windows", TestWindows.random(SEED)),
        Named.of("selective-search fast", search(Preset.FAST)),
        Named.of("selective-search video", search(Preset.VIDEO)),
        Named.of("fixed-grid", new FixedGrid()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void boxesLieInsideTheImageAndAreNotEmpty(ProposalMethod method) {
    for (Image image : images()) {
      for (int count : new int[] {1, 7, 400}) {
        Boxes boxes = method.propose(image, count);
        assertThat(boxes.size()).as("%s, count %d", image, count).isBetween(1, count);
        for (int i = 0; i < boxes.size(); i++) {
          String box = boxes.get(i) + " of " + image + ", seed " + SEED;
          assertThat(boxes.x1(i)).as(box).isGreaterThanOrEqualTo(0).isLessThan(boxes.x2(i));
          assertThat(boxes.y1(i)).as(box).isGreaterThanOrEqualTo(0).isLessThan(boxes.y2(i));
          assertThat(boxes.x2(i)).as(box).isLessThanOrEqualTo(image.width());
          assertThat(boxes.y2(i)).as(box).isLessThanOrEqualTo(image.height());
        }
        assertThat(new HashSet<>(boxes.asList()))
            .as("%s: no box twice", image)
            .hasSize(boxes.size());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void noBoxesAreGivenWhenNoneAreWanted(ProposalMethod method) {
    assertThat(method.propose(images().get(0), 0)).isEqualTo(Boxes.EMPTY);
    assertThatThrownBy(() -> method.propose(images().get(0), -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of proposals must be at least 0, but is -1");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void severalThreadsGetWhatOneGets(ProposalMethod method) throws Exception {
    List<Image> images = images();
    List<Boxes> alone = images.stream().map(image -> method.propose(image, 200)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boxes>> calls = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        images.forEach(image -> calls.add(() -> method.propose(image, 200)));
      }
      List<Future<Boxes>> answers = threads.invokeAll(calls);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(alone.get(i % images.size()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static SelectiveSearch search(Preset preset) {
    return new SelectiveSearch(SelectiveSearchSettings.of(preset));
  }

  private static List<Image> images() {
    Random random = new Random(SEED);
    return List.of(
        Painting.random(random).image(),
        noise(random, 97, 141),
        noise(random, 1, 1),
        noise(random, 5, 3),
        noise(random, 3, 300),
        noise(random, 700, 2),
        new Painting(120, 90).image());
  }

  private static Image noise(Random random, int width, int height) {
    byte[] rgb = new byte[width * height * Image.CHANNELS];
    random.nextBytes(rgb);
    return new Image(width, height, rgb);
  }
}
