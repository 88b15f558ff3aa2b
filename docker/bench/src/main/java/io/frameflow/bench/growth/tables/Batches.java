package io.frameflow.bench.growth.tables;

/** How frames are worked on in the tables without Kafka. */
final class Batches {

  /** As many as the job takes at a time, unless told otherwise. */
  static final int FRAMES = 8;

  static final String WORDS = "in batches of " + FRAMES;

  private Batches() {}
}
