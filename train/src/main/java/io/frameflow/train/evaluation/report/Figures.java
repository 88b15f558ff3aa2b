package io.frameflow.train.evaluation.report;

import java.util.Locale;

/** Numbers as tables show them. */
final class Figures {
  private Figures() {}

  /** Four decimals; "-" where undefined. */
  static String four(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** Three decimals; "-" where undefined. */
  static String three(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** For JSON, which has no NaN. */
  static Object orNull(double value) {
    return Double.isNaN(value) ? null : (Object) value;
  }
}
