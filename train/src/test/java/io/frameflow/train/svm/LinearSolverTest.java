package io.frameflow.train.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearSolverTest {
  private static final SvmOptions OPTIONS = SvmOptions.defaults();

  /**
   * With C = .001 every example of a handful stays inside its margin, so that its multiplier is at
   * its bound: .001, or twice that for a positive. The weights are the sum of multiplier times sign
   * times features.
   */
  @Test
  void fewExamplesWeighAsMuchAsTheirCost() {
    LinearSvms.ClassSvm svm =
        LinearSolver.solve(
            "cat",
            List.of(new float[] {3, 0, 1}),
            List.of(new float[] {-2, 5, 0}, new float[] {-1, 0, 0}),
            1,
            OPTIONS);

    assertThat(svm.weights()[0]).isCloseTo(.002f * 3 + .001f * 2 + .001f, within(1e-6f));
    assertThat(svm.weights()[1]).isCloseTo(-.005f, within(1e-6f));
    assertThat(svm.weights()[2]).isCloseTo(.002f, within(1e-6f));
    // Two negatives of weight 1 outweigh one positive of weight 2 exactly.
    assertThat(svm.bias()).isCloseTo(0, within(1e-6f));
  }

  /** A constant feature of 10, at a weight of (.002 - .001) x 10. */
  @Test
  void theBiasIsTheConstantFeaturesShare() {
    LinearSvms.ClassSvm svm =
        LinearSolver.solve("cat", List.of(new float[] {1}), List.of(new float[] {-1}), 1, OPTIONS);

    assertThat(svm.bias()).isCloseTo(.1f, within(1e-6f));
  }

  @Test
  void theScaleIsPartOfTheWeights() {
    List<float[]> positives = List.of(new float[] {3, 1});
    List<float[]> negatives = List.of(new float[] {-2, 1});
    LinearSvms.ClassSvm plain = LinearSolver.solve("cat", positives, negatives, 1, OPTIONS);
    LinearSvms.ClassSvm scaled =
        LinearSolver.solve(
            "cat", List.of(new float[] {1.5f, .5f}), List.of(new float[] {-1, .5f}), 2, OPTIONS);

    float[] features = {.4f, 7};
    float[] half = {.2f, 3.5f};
    assertThat(scaled.margin(half, 0)).isCloseTo(plain.margin(features, 0), within(1e-6f));
  }

  /** A thousand points on either side of a line, spread along it. */
  @Test
  void manyExamplesAreSeparated() {
    Random random = new Random(6);
    List<float[]> positives = new ArrayList<>();
    List<float[]> negatives = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      float along = (float) random.nextGaussian() * 10;
      positives.add(new float[] {along + 6, along - 6});
      negatives.add(new float[] {along - 6, along + 6});
    }
    LinearSvms.ClassSvm svm = LinearSolver.solve("cat", positives, negatives, 1, OPTIONS);

    assertThat(positives).allMatch(features -> svm.margin(features, 0) > 0);
    assertThat(negatives).allMatch(features -> svm.margin(features, 0) < 0);
    LinearSvms.ClassSvm again = LinearSolver.solve("cat", positives, negatives, 1, OPTIONS);
    assertThat(again.weights()).isEqualTo(svm.weights());
    assertThat(again.bias()).isEqualTo(svm.bias());
  }
}
