package io.frameflow.train.runs;

import io.frameflow.detector.proposals.LearnedWindows;
import java.util.List;

/**
 * Which region proposals a model is trained and served with.
 *
 * @param method one of {@link #METHODS}
 * @param count most boxes per image
 */
public record ProposalPlan(String method, int count) {

  /** The methods that there are; learned windows are trained along with the model. */
  public static final List<String> METHODS =
      List.of(LearnedWindows.NAME, "selective-search", "fixed-grid");

  /**
   * @throws IllegalArgumentException if there is no such method or the count is not positive
   */
  public ProposalPlan {
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException(
          "there is no proposal method '%s'; choose one of %s"
              .formatted(method, String.join(", ", METHODS)));
    }
    if (count < 1) {
      throw new IllegalArgumentException(
          "the proposal count is " + count + "; it must be at least 1");
    }
  }
}
