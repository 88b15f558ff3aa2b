package io.frameflow.standalone.overload;

import java.util.Locale;

/**
 * The figures of one interval of the load.
 *
 * @param seconds since its start
 * @param in frames that Kafka has accepted, in all
 * @param detected frames, in all; so are the next two
 * @param lagMillis most lag of the frames that were committed last, from their capture
 */
record Sample(
    double seconds, long in, long detected, long dropped, long deadLetters, long lagMillis) {

  static final String CSV_HEAD = "seconds,in,detected,dropped,dead_letters,lag_ms";

  long waiting() {
    return in - detected - dropped - deadLetters;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%4.0f s  in %,d  detected %,d  dropped %,d  dead letters %,d  not yet %,d  lag %,d ms",
        seconds,
        in,
        detected,
        dropped,
        deadLetters,
        waiting(),
        lagMillis);
  }

  String csv() {
    return String.format(
        Locale.ROOT, "%.1f,%d,%d,%d,%d,%d", seconds, in, detected, dropped, deadLetters, lagMillis);
  }
}
