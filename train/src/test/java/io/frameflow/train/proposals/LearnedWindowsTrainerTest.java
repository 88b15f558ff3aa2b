package io.frameflow.train.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedWindowsTrainerTest {

  private static final WindowTrainingOptions OPTIONS = WindowTrainingOptions.defaults(3);

  @Test
  void objectsOfImagesNeverSeenAreFoundFarBetterThanByChance() throws IOException {
    DiscScenes seen = new DiscScenes(1, 25);
    DiscScenes unseen = new DiscScenes(2, 15);
    LearnedWindows windows =
        LearnedWindowsTrainer.train(seen.images(), OPTIONS, seen, ProgressListener.SILENT);
    ProposalRecallCurves learned = recall(windows, unseen);
    ProposalRecallCurves chance = recall(new FixedGrid(), unseen);
    assertThat(learned.recall("class ball", 100, .5)).isGreaterThan(.93);
    assertThat(learned.recall("class chip", 100, .5)).isGreaterThan(.85);
    assertThat(chance.recall(ProposalRecallCurves.ALL, 100, .5)).isLessThan(.6);
  }

  @Test
  void objectsSmallerThanAllThatWereSeenAreFound() throws IOException {
    DiscScenes seen = new DiscScenes(1, 25);
    DiscScenes unseen = new DiscScenes(2, 15);
    List<AnnotatedImage> large =
        ofSides(seen, 55, 80).stream().filter(image -> !image.objects().isEmpty()).toList();
    LearnedWindows windows =
        LearnedWindowsTrainer.train(large, OPTIONS, seen, ProgressListener.SILENT);
    ProposalRecall recall = new ProposalRecall(300, .5f);
    for (AnnotatedImage image : ofSides(unseen, 30, 38)) {
      recall.add(image, windows.propose(unseen.read(image), 300));
    }
    assertThat(recall.objects()).isGreaterThan(5);
    assertThat(recall.recall()).isGreaterThan(.85);
  }

  @Test
  void theSeedDecidesEverything() throws IOException {
    DiscScenes scenes = new DiscScenes(1, 4);
    String first = train(scenes, 3).toJson();
    assertThat(train(scenes, 3).toJson()).isEqualTo(first);
    assertThat(train(scenes, 4).toJson()).isNotEqualTo(first);
  }

  @Test
  void progressReachesTheEndOfEachStage() throws IOException {
    DiscScenes scenes = new DiscScenes(1, 2);
    List<String> heard = new ArrayList<>();
    LearnedWindowsTrainer.train(
        scenes.images(), OPTIONS, scenes, (stage, done, total) -> heard.add(done + "/" + total));
    assertThat(heard).startsWith("1/2", "2/2").hasSizeGreaterThan(2);
    assertThat(heard.get(heard.size() - 1)).matches("(\\d+)/\\1");
  }

  @Test
  void oneObjectIsEnough() throws IOException {
    DiscScenes scenes = new DiscScenes(1, 1);
    AnnotatedImage scene = scenes.images().get(0);
    AnnotatedImage single =
        new AnnotatedImage(
            scene.id(), scene.file(), scene.width(), scene.height(), scene.objects().subList(0, 1));
    LearnedWindows windows =
        LearnedWindowsTrainer.train(List.of(single), OPTIONS, scenes, ProgressListener.SILENT);
    assertThat(windows.model().bands()).hasSize(1);
    assertThat(windows.propose(scenes.read(scene), 50).size()).isPositive();
  }

  @Test
  void withoutObjectsThereIsNothingToLearn() {
    GroundTruth difficult = new GroundTruth("ball", 1, new Box(1, 1, 9, 9), true);
    AnnotatedImage image = new AnnotatedImage("a", Path.of("a.jpg"), 20, 20, List.of(difficult));
    assertThatThrownBy(
            () ->
                LearnedWindowsTrainer.train(
                    List.of(image), OPTIONS, new DiscScenes(1, 1), ProgressListener.SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("none of the 1 images has an object to learn windows from; annotate some");
  }

  private static LearnedWindows train(DiscScenes scenes, long seed) throws IOException {
    return LearnedWindowsTrainer.train(
        scenes.images(), WindowTrainingOptions.defaults(seed), scenes, ProgressListener.SILENT);
  }

  /** The scenes with only those objects annotated that are from so to so many pixels wide. */
  private static List<AnnotatedImage> ofSides(DiscScenes scenes, int least, int most) {
    return scenes.images().stream()
        .map(
            image ->
                new AnnotatedImage(
                    image.id(),
                    image.file(),
                    image.width(),
                    image.height(),
                    image.objects().stream()
                        .filter(o -> o.box().width() >= least && o.box().width() <= most)
                        .toList()))
        .toList();
  }

  private static ProposalRecallCurves recall(ProposalMethod method, DiscScenes scenes) {
    ProposalRecallCurves recall = new ProposalRecallCurves(DiscScenes.LABELS);
    for (AnnotatedImage image : scenes.images()) {
      recall.add(image, method.propose(scenes.read(image), 100));
    }
    return recall;
  }
}
