package io.frameflow.connectors.audit;

/** What an operator can do about each kind of finding. */
final class AuditAdvice {

  private AuditAdvice() {}

  static String on(Finding.Kind kind) {
    return switch (kind) {
      case MISSING ->
          "not processed yet, or lost. While the job runs, audit again with --wait SECONDS; if it"
              + " stays, start the job with --starting-offsets published";
      case DOUBLED ->
          "the job began again before what it had published, or runs twice, or with --delivery"
              + " at-least-once; readers must take the first record of each source position";
      case OUT_OF_ORDER ->
          "two jobs wrote at once, or frames were processed again after later ones; look for a"
              + " second job on the same topics";
      case FOREIGN ->
          "these records come from another frames topic or from one that was deleted and made"
              + " again; audit from a later --from-offset, or start with new output topics";
      case MALFORMED ->
          "something else writes to the output topics; find it, as its records cannot be told from"
              + " lost ones";
    };
  }
}
