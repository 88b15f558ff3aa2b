package io.frameflow.train.ablation.claims;

import java.util.Collection;
import java.util.List;

/**
 * Decides whether a figure, taken once per seed on both sides of a comparison, lies on the side of
 * a border where the paper's does.
 *
 * <p>It does if its mean is on that side and either more than two standard errors from the border,
 * or more than a margin from it while every seed agrees. The same on the other side means that the
 * claim is not reproduced; all else is undecided. One seed has no spread: it decides only beyond a
 * margin of its own.
 *
 * @param side where the paper's figure lies
 * @param border in the figure's unit
 * @param margin least distance of the mean where all seeds agree; 0 for claims whose border is a
 *     margin already
 * @param oneSeedMargin least distance of a single figure
 */
public record VerdictRule(Side side, double border, double margin, double oneSeedMargin) {

  private static final double STANDARD_ERRORS = 2;

  /** Of the border. */
  public enum Side {
    ABOVE,
    BELOW
  }

  /**
   * Decides.
   *
   * @param figures one per seed
   */
  public Outcome judge(Collection<Double> figures) {
    List<Double> excess =
        figures.stream().map(f -> side == Side.ABOVE ? f - border : border - f).toList();
    Spread spread = Spread.of(excess);
    if (spread.count() == 0 || spread.mean() == 0) {
      return Outcome.UNDECIDED;
    }
    boolean decided =
        spread.count() == 1
            ? Math.abs(spread.mean()) > oneSeedMargin
            : Math.abs(spread.mean()) > STANDARD_ERRORS * spread.standardError()
                || (agree(excess) && Math.abs(spread.mean()) > margin);
    if (!decided) {
      return Outcome.UNDECIDED;
    }
    return spread.mean() > 0 ? Outcome.REPRODUCED : Outcome.NOT_REPRODUCED;
  }

  private static boolean agree(List<Double> excess) {
    return excess.stream().allMatch(e -> e > 0) || excess.stream().allMatch(e -> e < 0);
  }
}
