package io.frameflow.train.cli;

import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.splits.SplitPlan;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** New splits as a table for the terminal: images, and the share of each class. */
final class SplitTable {
  private SplitTable() {}

  static String of(SplitPlan plan, DataSet data) {
    StringBuilder table = new StringBuilder();
    int images = data.images().size();
    table.append(
        "%d images in %d groups; %d look like another one, the largest group has %d%n"
            .formatted(images, plan.groups(), plan.together(), plan.largestGroup()));
    List<String> labels = data.labels();
    table.append("%-12s %16s".formatted("split", "images"));
    labels.forEach(label -> table.append(" %16s".formatted(label)));
    table.append("%n".formatted());
    for (Map.Entry<String, SplitPlan.Part> part : plan.parts().entrySet()) {
      table.append(
          "%-12s %16s".formatted(part.getKey(), share(part.getValue().ids().size(), images)));
      for (int c = 0; c < labels.size(); c++) {
        int objects = part.getValue().objectsPerClass().get(c);
        int all = data.check().objectsPerClass().get(labels.get(c));
        table.append(" %16s".formatted(share(objects, all)));
      }
      table.append("%n".formatted());
    }
    return table.toString();
  }

  private static String share(int count, int all) {
    return all == 0
        ? Integer.toString(count)
        : String.format(Locale.ROOT, "%d (%.1f %%)", count, 100. * count / all);
  }
}
