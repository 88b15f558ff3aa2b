package io.frameflow.bench.gpu;

import java.util.Arrays;
import java.util.Random;

/**
 * What a part of the network is given: a few random rows, repeated on the device until there are
 * enough, so that no gigabytes are drawn and copied. How fast rows are multiplied does not depend
 * on whether they are equal.
 *
 * @param values of the rows that are drawn
 * @param sides of the whole input, rows first
 * @param drawn rows, at most {@code sides[0]}
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Sample(float[] values, long[] sides, long drawn) {

  private static final long SEED = 3;
  private static final long MOST_ROWS = 64;

  /** Of an input of that shape; a map counts as a row for each picture. */
  static Sample of(long[] sides) {
    long row = 1;
    for (int i = 1; i < sides.length; i++) {
      row *= sides[i];
    }
    // Whole pictures are large already.
    long drawn = sides.length > 2 ? 1 : Math.min(sides[0], MOST_ROWS);
    Random random = new Random(SEED);
    float[] values = new float[Math.toIntExact(drawn * row)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return new Sample(values, sides.clone(), drawn);
  }

  /** Shape of the rows that are drawn. */
  long[] drawnSides() {
    long[] shape = sides.clone();
    shape[0] = drawn;
    return shape;
  }

  /** How often the drawn rows are repeated, along each side, to have at least enough. */
  long[] repeats() {
    long[] repeats = new long[sides.length];
    Arrays.fill(repeats, 1);
    repeats[0] = (sides[0] + drawn - 1) / drawn;
    return repeats;
  }
}
