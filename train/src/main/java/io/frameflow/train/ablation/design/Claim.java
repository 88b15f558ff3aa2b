package io.frameflow.train.ablation.design;

import io.frameflow.train.ablation.claims.Spread;
import io.frameflow.train.ablation.claims.Verdict;
import io.frameflow.train.ablation.claims.VerdictRule;
import io.frameflow.train.ablation.claims.VerdictRule.Side;
import java.util.Collection;

/**
 * One statement of the paper.
 *
 * @param statement in our words
 * @param paper what the paper found
 */
public record Claim(String statement, String paper, Quantity quantity, VerdictRule rule) {

  /** Half a point of mAP: below it seeds that agree prove little. */
  private static final double MARGIN = .005;

  /** Three points: what other seeds hardly turn round. */
  private static final double ONE_SEED_MARGIN = .03;

  /** For ratios. */
  private static final double ONE_SEED_FACTOR = .2;

  /** The first cell's mAP is higher. */
  public static Claim better(String statement, String paper, Cell first, Cell second) {
    return new Claim(
        statement,
        paper,
        Quantity.difference(first, second),
        new VerdictRule(Side.ABOVE, 0, MARGIN, ONE_SEED_MARGIN));
  }

  /** The first cell's mAP is higher by less than a limit, or lower. */
  public static Claim hardlyBetter(
      String statement, String paper, Cell first, Cell second, double limit) {
    return new Claim(
        statement,
        paper,
        Quantity.difference(first, second),
        new VerdictRule(Side.BELOW, limit, 0, ONE_SEED_MARGIN));
  }

  /** A ratio is above a limit. */
  public static Claim above(String statement, String paper, Quantity ratio, double limit) {
    return new Claim(
        statement, paper, ratio, new VerdictRule(Side.ABOVE, limit, 0, ONE_SEED_FACTOR * limit));
  }

  /** A ratio is below a limit. */
  public static Claim below(String statement, String paper, Quantity ratio, double limit) {
    return new Claim(
        statement, paper, ratio, new VerdictRule(Side.BELOW, limit, 0, ONE_SEED_FACTOR * limit));
  }

  /** What the figures say. */
  public Verdict judge(Results results) {
    Collection<Double> figures = quantity.of(results).values();
    return new Verdict(rule.judge(figures), finding(Spread.of(figures)));
  }

  private String finding(Spread spread) {
    Quantity.Unit unit = quantity.unit();
    if (spread.count() == 0) {
      return quantity.name() + ": not measured";
    }
    String mean = unit.format(spread.mean());
    String needed =
        "wanted %s %s"
            .formatted(
                rule.side() == Side.ABOVE ? "more than" : "less than", distance(rule.border()));
    return spread.count() == 1
        ? "%s: %s on one seed, which decides only beyond %s (%s)"
            .formatted(quantity.name(), mean, distance(rule.oneSeedMargin()), needed)
        : "%s: %s, standard error %s, %d seeds (%s)"
            .formatted(
                quantity.name(), mean, distance(spread.standardError()), spread.count(), needed);
  }

  private String distance(double value) {
    return quantity.unit().format(value).replace("+", "");
  }
}
