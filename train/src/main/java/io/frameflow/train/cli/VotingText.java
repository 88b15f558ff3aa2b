package io.frameflow.train.cli;

import io.frameflow.detector.boxes.BoxVoting;
import java.util.List;

/** The numbers behind {@code --box-voting}. */
final class VotingText {

  private VotingText() {}

  /**
   * @param numbers the least IoU of a vote and, if it is not to be 0, the support; or null
   * @return null for null
   * @throws IllegalArgumentException if there are others than these, or one is out of range
   */
  static BoxVoting parse(List<Float> numbers) {
    if (numbers == null) {
      return null;
    }
    if (numbers.size() > 2) {
      throw new IllegalArgumentException(
          "--box-voting takes an IoU and a support, such as .7,3, not %d numbers"
              .formatted(numbers.size()));
    }
    return new BoxVoting(numbers.get(0), numbers.size() == 1 ? 0 : numbers.get(1));
  }
}
