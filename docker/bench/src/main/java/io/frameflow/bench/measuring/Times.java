package io.frameflow.bench.measuring;

/**
 * What was measured of a contender, by round.
 *
 * @param contender who
 * @param nanos of one run
 * @param rates multiply-adds per nanosecond, which is thousands of millions per second
 */
@SuppressWarnings("ArrayRecordComponent") // summed up once, never compared
public record Times(Contender contender, double[] nanos, double[] rates) {

  private static final double NANOS_PER_MILLI = 1e6;

  /** Rounds. */
  public int rounds() {
    return nanos.length;
  }

  /** Milliseconds of one run. */
  public Spread millis() {
    double[] millis = new double[nanos.length];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = nanos[i] / NANOS_PER_MILLI;
    }
    return Spread.of(millis);
  }

  /** How many times longer this takes than another, round by round. */
  public Spread ratioTo(Times other) {
    return Spread.of(quotients(nanos, other.nanos));
  }

  /** Thousand millions of multiply-adds per second; 0 where nobody counted them. */
  public double rate() {
    return Spread.of(rates).median();
  }

  /** Which part of another's rate this reaches, round by round: the median. */
  public double shareOf(Times limit) {
    return Spread.of(quotients(rates, limit.rates)).median();
  }

  private static double[] quotients(double[] above, double[] below) {
    double[] quotients = new double[above.length];
    for (int i = 0; i < quotients.length; i++) {
      quotients[i] = above[i] / below[i];
    }
    return quotients;
  }
}
