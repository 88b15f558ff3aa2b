package io.frameflow.standalone.hostile;

/**
 * One sort of hostile record.
 *
 * @param name as reports call it
 * @param weight how often it comes; most have {@link #USUAL}, what is large or slow has 1
 */
record Kind(String name, int weight, Recipe recipe) {

  static final int USUAL = 20;
  static final int RARE = 1;

  /** Makes one record from the dice and pictures of {@code material}. */
  @FunctionalInterface
  interface Recipe {
    Draft make(Material material);
  }

  static Kind usual(String name, Recipe recipe) {
    return new Kind(name, USUAL, recipe);
  }

  static Kind rare(String name, Recipe recipe) {
    return new Kind(name, RARE, recipe);
  }
}
