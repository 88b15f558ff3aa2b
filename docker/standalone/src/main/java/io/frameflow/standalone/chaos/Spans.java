package io.frameflow.standalone.chaos;

import java.time.Duration;
import java.util.Locale;

/** Spans of time for people. */
final class Spans {

  private Spans() {}

  /** Signed, in its largest fitting unit: {@code +3 h}, {@code -20 years}. */
  static String text(Duration span) {
    String sign = span.isNegative() ? "-" : "+";
    Duration size = span.abs();
    if (size.toDays() >= 365) {
      return "%s%d years".formatted(sign, size.toDays() / 365);
    }
    if (size.toHours() >= 1) {
      return "%s%d h".formatted(sign, size.toHours());
    }
    return "%s%d s".formatted(sign, size.toSeconds());
  }

  /** Seconds with one digit behind the point. */
  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  /** Hours, minutes and seconds, without the hours where there are none. */
  static String clock(Duration span) {
    return span.toHours() > 0
        ? "%d:%02d:%02d".formatted(span.toHours(), span.toMinutesPart(), span.toSecondsPart())
        : "%d:%02d".formatted(span.toMinutes(), span.toSecondsPart());
  }
}
