package io.frameflow.train.compression;

import java.util.Locale;

/** How many singular values of a layer are kept. */
public sealed interface RankChoice {

  /**
   * The rank for a layer.
   *
   * @param singularValues falling
   * @throws IllegalArgumentException if the layer has fewer singular values; the message names it
   */
  int rank(String layer, double[] singularValues);

  /** A rank by number. */
  record Fixed(int rank) implements RankChoice {
    @Override
    public int rank(String layer, double[] singularValues) {
      if (rank > singularValues.length) {
        throw new IllegalArgumentException(
            "layer %s has only %d singular values, so that %d cannot be kept; choose a lower rank"
                .formatted(layer, singularValues.length, rank));
      }
      return rank;
    }
  }

  /** The least rank that keeps a part of the energy, the sum of the squared singular values. */
  record Energy(double share) implements RankChoice {
    @Override
    public int rank(String layer, double[] singularValues) {
      double all = 0;
      for (double value : singularValues) {
        all += value * value;
      }
      double kept = 0;
      for (int i = 0; i < singularValues.length; i++) {
        kept += singularValues[i] * singularValues[i];
        if (kept >= share * all) {
          return i + 1;
        }
      }
      return singularValues.length;
    }
  }

  /**
   * Reads {@code 256} or {@code 90%}.
   *
   * @throws IllegalArgumentException saying what is allowed
   */
  static RankChoice parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    try {
      if (word.endsWith("%")) {
        double share = Double.parseDouble(word.substring(0, word.length() - 1)) / 100;
        if (share > 0 && share <= 1) {
          return new Energy(share);
        }
      } else {
        int rank = Integer.parseInt(word);
        if (rank >= 1) {
          return new Fixed(rank);
        }
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(complaint(text), e);
    }
    throw new IllegalArgumentException(complaint(text));
  }

  private static String complaint(String text) {
    return "'%s' is neither a rank from 1 on nor an energy such as 90%%".formatted(text);
  }
}
