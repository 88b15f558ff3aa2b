package io.frameflow.train.ablation.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.train.ablation.claims.VerdictRule.Side;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictRuleTest {

  /** Better by more than 0; half a point where seeds agree, three where there is but one. */
  private static final VerdictRule BETTER = new VerdictRule(Side.ABOVE, 0, .5, 3);

  /** Gains less than 1. */
  private static final VerdictRule HARDLY = new VerdictRule(Side.BELOW, 1, 0, 3);

  /**
   * Of 1, 2 and 3 the mean is 2 and its standard error 1 / sqrt(3) = .577. Two of them are 1.155:
   * shifted down by .84 the mean 1.16 is just beyond, by .85 the mean 1.15 is not, and then the
   * first figure decides whether all seeds agree.
   */
  @ParameterizedTest
  @CsvSource({
    "1 2 3, REPRODUCED, far beyond two standard errors",
    "-1 -2 -3, NOT_REPRODUCED, the same on the other side",
    "-.2 .8 1.8, UNDECIDED, mean .8 is less than two standard errors and one seed disagrees",
    ".2 1 4, REPRODUCED, mean 1.73 is less than 2 x 1.16 but all agree and it is above the margin",
    ".01 .02 1.2, UNDECIDED, all agree but the mean .41 is within the margin",
    "-.01 -.02 -1.2, UNDECIDED, the same on the other side",
    ".4 .4 .4, REPRODUCED, no spread at all",
    "0 0 0, UNDECIDED, no difference at all",
    "-1 0 1, UNDECIDED, mean 0",
    "2.9, UNDECIDED, one seed within its margin",
    "3.1, REPRODUCED, one seed beyond its margin",
    "-3.1, NOT_REPRODUCED, one seed beyond its margin on the other side",
    "'', UNDECIDED, nothing measured"
  })
  void aDifferenceIsDecidedByItsSpreadOrByAgreementBeyondAMargin(
      String figures, Outcome outcome, String why) {
    assertThat(BETTER.judge(numbers(figures))).as(why).isEqualTo(outcome);
  }

  /** The standard error of x - 1, x and x + 1 is .577, so that x = 1.155 is the border. */
  @ParameterizedTest
  @CsvSource({"1.16, REPRODUCED", "1.15, UNDECIDED", "-1.15, UNDECIDED", "-1.16, NOT_REPRODUCED"})
  void twoStandardErrorsAreTheBorderWhereASeedDisagrees(double middle, Outcome outcome) {
    VerdictRule strict = new VerdictRule(Side.ABOVE, 0, 100, 100);
    assertThat(strict.judge(List.of(middle - 1, middle, middle + 1))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    ".2 .3 .1, REPRODUCED, gains less than the border",
    "-2 -1 -3, REPRODUCED, loses",
    ".5 .8 .95, REPRODUCED, all below the border",
    "1.2 1.3 1.1, NOT_REPRODUCED, all above the border",
    "0 1.5 1.2, UNDECIDED, on both sides",
    "-1.9, UNDECIDED, one seed within 3 of the border",
    "-2.1, REPRODUCED, one seed farther than that",
    "4.1, NOT_REPRODUCED, one seed farther on the other side"
  })
  void aGainThatShouldBeSmallIsComparedWithItsLimit(String figures, Outcome outcome, String why) {
    assertThat(HARDLY.judge(numbers(figures))).as(why).isEqualTo(outcome);
  }

  @Test
  void theStandardErrorIsThatOfTheMeanOfASample() {
    Spread spread = Spread.of(List.of(1., 2., 3., 6.));
    assertThat(spread.mean()).isEqualTo(3);
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(14 / 3.), within(1e-12));
    assertThat(spread.standardError()).isCloseTo(Math.sqrt(14 / 3.) / 2, within(1e-12));
    assertThat(Spread.of(List.of(5.)).standardError()).isZero();
    assertThat(Spread.of(List.of()).mean()).isNaN();
  }

  private static List<Double> numbers(String words) {
    return words.isEmpty()
        ? List.of()
        : Arrays.stream(words.split(" ")).map(Double::valueOf).toList();
  }
}
