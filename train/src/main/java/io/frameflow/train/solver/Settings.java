package io.frameflow.train.solver;

/** The check behind every setting. */
final class Settings {

  private Settings() {}

  static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException(complaint);
    }
  }
}
