package io.frameflow.train.data.statistics;

import java.util.Locale;

/** Statistics as text. */
public final class StatisticsText {
  private StatisticsText() {}

  /** A table of the classes, then a line for each distribution. */
  public static String of(DataSetStatistics statistics) {
    StringBuilder text = new StringBuilder();
    long images = statistics.widths().total();
    text.append("%-20s %9s %9s %12s%n".formatted("class", "objects", "images", "of images"));
    statistics
        .objects()
        .forEach(
            (label, objects) -> {
              int showing = statistics.imagesShowing().get(label);
              text.append(
                  "%-20s %9d %9d %12s%n"
                      .formatted(label, objects, showing, percent(showing, images)));
            });
    append(text, "objects per image", statistics.objectsPerImage(), "");
    append(text, "image widths", statistics.widths(), " px");
    append(text, "image heights", statistics.heights(), " px");
    append(text, "box sides (root of area)", statistics.boxSides(), " px");
    append(text, "box sides of image sides", statistics.relativeSides(), "");
    append(text, "box sizes as COCO has them", statistics.cocoSizes(), " px");
    append(text, "aspect ratios (width/height)", statistics.aspectRatios(), "");
    return text.toString();
  }

  private static void append(StringBuilder text, String what, Histogram values, String unit) {
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %.4g to %.4g, mean %.4g%s%n",
            what,
            values.least(),
            values.most(),
            values.mean(),
            unit));
    for (int i = 0; i < values.names().size(); i++) {
      long count = values.counts().get(i);
      if (count > 0) {
        text.append(
            "    %-16s %9d %9s%n"
                .formatted(values.names().get(i), count, percent(count, values.total())));
      }
    }
  }

  private static String percent(long part, long all) {
    return String.format(Locale.ROOT, "%.1f %%", 100. * part / all);
  }
}
