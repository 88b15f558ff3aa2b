package io.frameflow.train.cli;

import io.frameflow.train.data.Cases;
import io.frameflow.train.data.Defect;
import io.frameflow.train.data.check.CheckReport;
import io.frameflow.train.data.check.SplitReport;
import java.util.Map;
import java.util.stream.Collectors;

/** A check of a data set as text for the terminal. */
final class CheckText {
  private static final int CASES_SHOWN = 5;

  private CheckText() {}

  static String of(CheckReport report) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s%n".formatted(report.directory(), report.format()));
    report.splits().forEach(split -> append(text, split));
    report
        .sharedImages()
        .forEach(
            (pair, cases) ->
                append(text, Defect.IN_TWO_SPLITS.plural() + ", " + pair, cases, "  ! "));
    if (!report.unseenClasses().isEmpty()) {
      text.append(
          "  ! %s: %s%n"
              .formatted(Defect.UNSEEN_CLASS.plural(), String.join(", ", report.unseenClasses())));
    }
    if (!report.unusedClasses().isEmpty()) {
      text.append(
          "declared classes without any object: %s%n"
              .formatted(String.join(", ", report.unusedClasses())));
    }
    int problems = report.problems();
    text.append(
        problems == 0
            ? "no problems%n".formatted()
            : "%d problem%s%n".formatted(problems, problems == 1 ? "" : "s"));
    return text.toString();
  }

  private static void append(StringBuilder text, SplitReport split) {
    text.append(
        "%s: %d images, %d objects (%s)%s%n"
            .formatted(
                split.split(),
                split.images(),
                split.objects(),
                listed(split.objectsPerClass()),
                split.difficult() == 0
                    ? ""
                    : ", " + split.difficult() + " of them difficult or crowds"));
    String more = split.distinctSizes() > split.sizes().size() ? ", ..." : "";
    text.append(
        "    image sizes: %d (%s%s)%n"
            .formatted(split.distinctSizes(), listed(split.sizes()), more));
    if (!split.withoutObjects().isEmpty()) {
      append(text, "images without objects", split.withoutObjects(), "    ");
    }
    split.defects().forEach((kind, cases) -> append(text, kind.plural(), cases, "  ! "));
  }

  private static void append(StringBuilder text, String what, Cases cases, String mark) {
    text.append("%s%s: %d%n".formatted(mark, what, cases.count()));
    cases.examples().stream()
        .limit(CASES_SHOWN)
        .forEach(example -> text.append("        %s%n".formatted(example)));
    if (cases.count() > CASES_SHOWN) {
      text.append("        and %d more%n".formatted(cases.count() - CASES_SHOWN));
    }
  }

  private static String listed(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
