package io.frameflow.train.ablation.report;

import io.frameflow.train.ablation.claims.Verdict;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Results;
import io.frameflow.train.report.HtmlPage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The report of an ablation: one page that needs nothing but itself. */
final class AblationPage {

  private AblationPage() {}

  /**
   * The page.
   *
   * @param pictures by the experiment's id; of those that have one
   */
  static String of(
      List<Experiment> experiments,
      Results results,
      Map<String, BufferedImage> pictures,
      String settings)
      throws IOException {
    HtmlPage page = new HtmlPage("The Fast R-CNN paper's experiments on this data set");
    page.paragraph(
        "Every claim of the paper (Girshick, Fast R-CNN, ICCV 2015; arXiv 1504.08083) is compared"
            + " with what short training runs on this data set give, with several seeds. Its"
            + " networks were trained longer, on Pascal VOC: differences and ratios can be set side"
            + " by side, but not the figures themselves.");
    page.paragraph(
        "A claim is reproduced if the mean over seeds of a difference or ratio, taken seed by seed,"
            + " lies on the paper's side of the stated border by more than two standard errors, or,"
            + " where every seed agrees, by more than the margin of the claim (half a point of mAP"
            + " where the border is zero, nothing where the border is a margin itself). It is not"
            + " reproduced if the same holds on the other side, and undecided otherwise. One seed"
            + " decides only far from the border (three points of mAP, or a fifth of a ratio). Two"
            + " standard errors of three seeds are a coarse test: about one in six would pass it by"
            + " chance.");
    page.heading("Verdicts");
    page.table(verdicts(experiments, results));
    for (Experiment experiment : experiments) {
      add(page, experiment, results, pictures.get(experiment.id()));
    }
    page.heading("Settings");
    page.preformatted(settings);
    return page.finish();
  }

  private static List<List<String>> verdicts(List<Experiment> experiments, Results results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("claim", "paper", "here", "verdict"));
    for (Experiment experiment : experiments) {
      for (Claim claim : experiment.claims()) {
        Verdict verdict = claim.judge(results);
        rows.add(
            List.of(
                claim.statement(), claim.paper(), verdict.finding(), verdict.outcome().words()));
      }
    }
    return rows;
  }

  private static void add(
      HtmlPage page, Experiment experiment, Results results, BufferedImage pictureOrNull)
      throws IOException {
    page.heading(experiment.title());
    experiment.notes().forEach(page::paragraph);
    page.table(Figures.of(experiment, results));
    if (pictureOrNull != null) {
      page.figure(
          pictureOrNull,
          "Bars are means, lines the standard deviation over seeds; the paper's figures are those"
              + " of its %s.".formatted(experiment.paper().source()));
    }
    for (Claim claim : experiment.claims()) {
      Verdict verdict = claim.judge(results);
      page.paragraph(
          "%s Verdict: %s (%s; the paper: %s)."
              .formatted(
                  claim.statement(), verdict.outcome().words(), verdict.finding(), claim.paper()));
    }
    Failures.of(experiment, results).forEach(page::paragraph);
  }
}
