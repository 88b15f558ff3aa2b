package io.frameflow.train.ablation.claims;

/** What measurements say about a claim. */
public enum Outcome {
  REPRODUCED("reproduced"),
  NOT_REPRODUCED("not reproduced"),
  UNDECIDED("undecided");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
