package io.frameflow.train.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.data.RealData;
import io.frameflow.train.data.formats.DataSets;
import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Learned windows on real images: those they learn from and those they are judged on differ. */
class RealProposalRecallTest {

  /** Raccoons: photos of many sizes, portrait and landscape, one class of large objects. */
  @ParameterizedTest
  @CsvSource({"bccd, 60, 25, 1000, .97", "bccd, 60, 25, 300, .95", "raccoon, 60, 30, 300, .85"})
  void objectsOfEveryClassAreFound(
      String name, int trainImages, int valImages, int proposals, double atLeast)
      throws IOException {
    DataSet train = DataSets.open(RealData.require(name), "train", null);
    DataSet val = DataSets.open(RealData.require(name), "val", train.labels());
    LearnedWindows windows =
        LearnedWindowsTrainer.train(
            first(train, trainImages), WindowTrainingOptions.defaults(1), ProgressListener.SILENT);
    ProposalRecallCurves recall = new ProposalRecallCurves(train.labels());
    try (ImageDecoder decoder = new ImageDecoder()) {
      for (AnnotatedImage image : first(val, valImages)) {
        recall.add(image, windows.propose(DecodedImages.read(image, decoder), proposals));
      }
    }
    assertThat(train.labels())
        .allSatisfy(
            label ->
                assertThat(recall.recall(ProposalRecallCurves.ofClass(label), proposals, .5))
                    .as(label)
                    .isGreaterThanOrEqualTo(atLeast));
  }

  private static List<AnnotatedImage> first(DataSet data, int count) {
    return data.images().subList(0, Math.min(count, data.images().size()));
  }
}
