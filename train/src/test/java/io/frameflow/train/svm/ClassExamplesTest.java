package io.frameflow.train.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassExamplesTest {
  /** Strong enough a cost that a handful of examples is separated. */
  private static final SvmOptions OPTIONS = new SvmOptions(10, 1, 1, 20, .3f, -1, -1.2f, 3, 1, 1);

  private final ClassExamples examples = new ClassExamples("cat", 1, 20, OPTIONS);

  @Test
  void atFirstEveryNegativeIsHardAfterwardsOnlyThoseNearTheBoundary() {
    examples.addPositive(new float[] {4});
    examples.mine(new float[] {0, -1, -9}, 0);
    examples.mine(new float[] {0, -1, -9}, 1);
    assertThat(examples.due()).isFalse();
    examples.mine(new float[] {0, -1, -9}, 2);
    assertThat(examples.negatives()).isEqualTo(3);
    assertThat(examples.due()).isTrue();

    examples.train(1);

    // 4 lies at margin 1, 0 at -1; a margin below -1.2 is easy.
    assertThat(examples.svm().margin(new float[] {4}, 0)).isCloseTo(1, within(.1f));
    assertThat(examples.svm().margin(new float[] {0}, 0)).isCloseTo(-1, within(.1f));
    assertThat(examples.negatives()).as("0 stays; -1 and -9 are easy").isEqualTo(1);
    assertThat(examples.due()).isFalse();
    examples.mine(new float[] {-3, 2}, 0);
    assertThat(examples.negatives()).isEqualTo(1);
    examples.mine(new float[] {-3, 2}, 1);
    assertThat(examples.negatives()).isEqualTo(2);
  }

  @Test
  void aFullStoreIsTrainedOnAndKeepsTheHardest() {
    ClassExamples small =
        new ClassExamples("cat", 1, 8, new SvmOptions(1e-6, 1, 1, 20, .3f, -1, -1.2f, 99, 1, 1));
    small.addPositive(new float[] {4});
    for (int i = 0; i < 9; i++) {
      small.mine(new float[] {-i}, 0);
    }
    assertThat(small.negatives()).as("half of 8").isEqualTo(4);
    assertThat(small.due()).isTrue();

    small.train(1);

    // So weak a cost leaves all of them near 0, none easy.
    assertThat(small.negatives()).isEqualTo(3);
    assertThat(small.due()).isFalse();
  }

  @Test
  void positivesBeyondTheBoundReplaceOthersByChance() {
    ClassExamples small = new ClassExamples("cat", 1, 8, OPTIONS);
    for (int i = 0; i < 1000; i++) {
      small.addPositive(new float[] {i});
    }
    assertThat(small.positives()).isEqualTo(4);
  }

  @Test
  void aClassWithoutPositivesIsNeverAboveTheFloor() {
    examples.mine(new float[] {5}, 0);
    examples.train(1);
    assertThat(examples.svm().margin(new float[] {1000}, 0)).isEqualTo(LinearSvms.FLOOR);
  }

  /** 100 numbers, 3 classes: 4 bytes each for all, 28 more for one; 1 MB holds 250 of 4000. */
  @Test
  void theMemoryBoundsTheExamples() {
    assertThat(OPTIONS.examplesPerClass(3, 100)).isEqualTo(250);
    assertThatThrownBy(() -> OPTIONS.withMemoryMegabytes(0))
        .hasMessage("memoryMegabytes is out of range: 0.0");
  }
}
