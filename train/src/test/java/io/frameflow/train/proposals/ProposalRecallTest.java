package io.frameflow.train.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProposalRecallTest {

  private final AnnotatedImage image =
      new AnnotatedImage(
          "image",
          Path.of("image.jpg"),
          100,
          100,
          List.of(
              new GroundTruth("cat", 1, new Box(0, 0, 10, 10), false),
              new GroundTruth("cat", 1, new Box(50, 50, 70, 70), false),
              new GroundTruth("dog", 2, new Box(20, 0, 40, 20), false),
              new GroundTruth("dog", 2, new Box(80, 80, 90, 90), true)));

  /**
   * The first covers the first cat by exactly half, the second the dog, the third the other cat.
   */
  private final Boxes proposals = Boxes.of(0, 0, 10, 5, 20, 0, 40, 20, 50, 50, 70, 70);

  @Test
  void objectsCountAsCoveredFromTheGivenOverlapOn() {
    ProposalRecall recall = new ProposalRecall(100, .5f);
    recall.add(image, proposals);
    assertThat(recall.recall()).isEqualTo(1);
    assertThat(recall.objects()).as("difficult ones do not count").isEqualTo(3);
    assertThat(recall.averageBestOverlap()).isCloseTo(2.5 / 3, within(1e-6));

    ProposalRecall strict = new ProposalRecall(100, .6f);
    strict.add(image, proposals);
    assertThat(strict.recallByLabel()).isEqualTo(Map.of("cat", .5, "dog", 1.0));
  }

  @Test
  void onlyTheFirstProposalsCount() {
    ProposalRecall recall = new ProposalRecall(2, .5f);
    recall.add(image, proposals);
    recall.add(image, Boxes.EMPTY);
    assertThat(recall.recallByLabel()).isEqualTo(Map.of("cat", .25, "dog", .5));
  }
}
