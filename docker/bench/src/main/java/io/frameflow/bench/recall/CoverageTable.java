package io.frameflow.bench.recall;

import io.frameflow.train.proposals.ProposalRecall;
import java.util.Locale;

/** Coverages as lines of a table. */
public final class CoverageTable {

  private CoverageTable() {}

  /** What stands above the lines. */
  public static String head() {
    StringBuilder line =
        new StringBuilder(String.format("%-36s %8s %8s", "method", "ms", "objects"));
    Coverage.COUNTS.forEach(count -> line.append(String.format("  recall@%-5d", count)));
    Coverage.COUNTS.forEach(count -> line.append(String.format("  overlap@%-5d", count)));
    return line.toString().stripTrailing();
  }

  /** Recall at IoU .5, then the average overlap with the best box, within each count of boxes. */
  public static String of(Coverage coverage) {
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-36s %8.2f %8d",
                coverage.method(),
                coverage.millis(),
                coverage.objects()));
    for (ProposalRecall recall : coverage.byCount()) {
      line.append(String.format(Locale.ROOT, "  %12.3f", recall.recall()));
    }
    for (ProposalRecall recall : coverage.byCount()) {
      line.append(String.format(Locale.ROOT, "  %13.3f", recall.averageBestOverlap()));
    }
    return line.toString();
  }
}
