package io.frameflow.train.evaluation.report;

import io.frameflow.train.evaluation.diagnosis.MethodRecall;
import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What several proposal methods cover of the same images' objects, as tables. */
public final class ProposalTable {

  /** The overlaps that are told. */
  static final List<Double> IOUS = List.of(.5, .7);

  private static final int LEFT = 3;

  private ProposalTable() {}

  /**
   * A head and a row per method for all objects and for each class that has some: method,
   * milliseconds an image, class, objects, and recall with the first 100, 300, 1000 and 2000
   * proposals at IoU .5, then at .7.
   */
  public static List<List<String>> rows(List<MethodRecall> methods) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("method", "ms", "class", "objects"));
    for (double iou : IOUS) {
      ProposalRecallCurves.CURVES.forEach(count -> head.add("%d@%s".formatted(count, short1(iou))));
    }
    rows.add(head);
    for (MethodRecall method : methods) {
      rows.add(row(method, ProposalRecallCurves.ALL, ProposalRecallCurves.ALL));
      for (String label : method.curves().labels()) {
        String group = ProposalRecallCurves.ofClass(label);
        if (method.curves().objects(group) > 0) {
          rows.add(row(method, group, label));
        }
      }
    }
    return rows;
  }

  private static List<String> row(MethodRecall method, String group, String shown) {
    ProposalRecallCurves curves = method.curves();
    List<String> row = new ArrayList<>();
    row.add(method.method());
    row.add(String.format(Locale.ROOT, "%.0f", method.millisPerImage()));
    row.add(shown);
    row.add(Long.toString(curves.objects(group)));
    for (double iou : IOUS) {
      ProposalRecallCurves.CURVES.forEach(
          count -> row.add(Figures.three(curves.recall(group, count, iou))));
    }
    return row;
  }

  /** The rows for a terminal. */
  public static String text(List<MethodRecall> methods) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows(methods)) {
      text.append("%-24.24s %5s  %-12.12s".formatted(row.subList(0, LEFT).toArray()));
      row.subList(LEFT, row.size()).forEach(cell -> text.append(" %8s".formatted(cell)));
      text.append('\n');
    }
    return text.toString();
  }

  /** Every recall that was measured, a line each, for other programs. */
  public static String csv(List<MethodRecall> methods) {
    StringBuilder text = new StringBuilder("method,group,objects,proposals,iou,recall\n");
    for (MethodRecall method : methods) {
      ProposalRecallCurves curves = method.curves();
      for (String group : curves.groups()) {
        for (int count : ProposalRecallCurves.COUNTS) {
          for (double iou : ProposalRecallCurves.ious()) {
            text.append(
                "%s,%s,%d,%d,%s,%s\n"
                    .formatted(
                        method.method(),
                        quoted(group),
                        curves.objects(group),
                        count,
                        iou,
                        Figures.four(curves.recall(group, count, iou))));
          }
        }
      }
    }
    return text.toString();
  }

  // Class names may hold anything.
  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** .5 for 0.5. */
  private static String short1(double iou) {
    return Double.toString(iou).substring(1);
  }
}
