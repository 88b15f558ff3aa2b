package io.frameflow.bench.growth.tables;

/** How many frames are worked on at a time. */
final class Batches {

  /** As many as the job takes at a time, unless told otherwise. */
  static final int FRAMES = 8;

  private Batches() {}

  /** For a table's title. */
  static String words(int frames) {
    return frames == 1 ? "one by one" : "in batches of " + frames;
  }
}
