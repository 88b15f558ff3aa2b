package io.frameflow.connectors.push;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How cameras are pushed.
 *
 * @param framesPerSecond frames per second of each camera; 0 is as fast as possible; empty is the
 *     camera's own rate, or {@value #DEFAULT_RATE} where it has none. A live camera sets its own
 *     pace: an explicit rate then leaves out what comes faster
 * @param limit frames of each camera after which it ends; empty is all
 * @param notes takes one-line remarks for people
 */
public record PushOptions(
    OptionalDouble framesPerSecond, OptionalLong limit, Consumer<String> notes) {

  static final double DEFAULT_RATE = 10;

  public PushOptions {
    if (framesPerSecond.isPresent()
        && !(framesPerSecond.getAsDouble() >= 0 && framesPerSecond.getAsDouble() <= 10_000)) {
      throw new IllegalArgumentException(
          "rate "
              + framesPerSecond.getAsDouble()
              + " is not possible: use frames per second above 0, or 0 for as fast as possible");
    }
    if (limit.isPresent() && limit.getAsLong() < 1) {
      throw new IllegalArgumentException("limit " + limit.getAsLong() + " is below 1 frame");
    }
  }

  /** Every frame at the camera's own rate. */
  public static PushOptions defaults(Consumer<String> notes) {
    return new PushOptions(OptionalDouble.empty(), OptionalLong.empty(), notes);
  }

  public PushOptions withRate(double framesEachSecond) {
    return new PushOptions(OptionalDouble.of(framesEachSecond), limit, notes);
  }

  public PushOptions withLimit(long frames) {
    return new PushOptions(framesPerSecond, OptionalLong.of(frames), notes);
  }
}
