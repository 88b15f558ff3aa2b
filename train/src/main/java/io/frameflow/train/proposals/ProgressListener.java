package io.frameflow.train.proposals;

/** Hears how far a long piece of work is. */
@FunctionalInterface
public interface ProgressListener {

  /** Hears nothing. */
  ProgressListener SILENT = (stage, done, total) -> {};

  /**
   * Hears that one more part of a stage is done.
   *
   * @param stage what is being done, for people
   * @param done parts of the stage that are done, 1 to {@code total}
   * @param total parts of the stage
   */
  void progress(String stage, int done, int total);
}
