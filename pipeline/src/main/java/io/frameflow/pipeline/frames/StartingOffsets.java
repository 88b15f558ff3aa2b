package io.frameflow.pipeline.frames;

/**
 * Where a job that restores no checkpoint begins to read. A restored one goes on where it was, and
 * partitions added later are always read from their beginning.
 */
public enum StartingOffsets {
  /** Where the consumer group stopped, else at the oldest frame. */
  COMMITTED_ELSE_EARLIEST("committed-else-earliest"),
  /** Where the consumer group stopped, else at the next frame to come. */
  COMMITTED_ELSE_LATEST("committed-else-latest"),
  /** At the oldest frame. */
  EARLIEST("earliest"),
  /** At the next frame to come. */
  LATEST("latest"),
  /** At the oldest frame without a published result, and without those behind it that have one. */
  PUBLISHED("published");

  private final String flag;

  StartingOffsets(String flag) {
    this.flag = flag;
  }

  boolean prefersCommitted() {
    return this == COMMITTED_ELSE_EARLIEST || this == COMMITTED_ELSE_LATEST;
  }

  boolean fallsBackToLatest() {
    return this == COMMITTED_ELSE_LATEST || this == LATEST;
  }

  /** As written on the command line. */
  @Override
  public String toString() {
    return flag;
  }
}
