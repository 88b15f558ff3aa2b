package io.frameflow.train.cli;

import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import io.frameflow.train.runs.ProposalPlan;
import java.util.List;
import picocli.CommandLine.Option;

/** Flags about measuring region proposals. */
final class RecallFlags {

  private static final String NONE = "none";

  @Option(
      names = "--proposal-recall",
      split = ",",
      defaultValue = "learned-windows,selective-search",
      paramLabel = "METHOD",
      description =
          "Methods whose recall is measured beside that of --proposals, on at most 100 images of"
              + " the --val-split (else of --split), or none; selective-search:quality takes"
              + " seconds an image (default: ${DEFAULT-VALUE}).")
  private List<String> methods;

  /**
   * @throws IllegalArgumentException naming a method that is not there
   */
  List<ProposalPlan> plans() {
    return methods.equals(List.of(NONE))
        ? List.of()
        : methods.stream()
            .map(method -> ProposalPlan.of(method, ProposalRecallCurves.mostProposals()))
            .toList();
  }
}
