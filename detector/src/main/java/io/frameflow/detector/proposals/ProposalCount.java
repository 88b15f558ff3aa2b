package io.frameflow.detector.proposals;

/** The check of the wanted number of proposals that every method makes. */
final class ProposalCount {

  private ProposalCount() {}

  static void require(int count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "the number of proposals must be at least 0, but is " + count);
    }
  }
}
