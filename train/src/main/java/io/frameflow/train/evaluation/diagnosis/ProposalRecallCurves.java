package io.frameflow.train.evaluation.diagnosis;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.Iou;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.AreaRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of the objects that the first N proposals of their images cover, by N, least IoU, class
 * and size (COCO's ranges). What no proposal covers, no detector behind them can find.
 *
 * <p>Counts only, so that memory does not grow with the data set. Difficult objects are left out.
 */
public final class ProposalRecallCurves {

  /** Proposals of an image that are looked at, from the best on. */
  public static final List<Integer> COUNTS = List.of(1, 3, 10, 30, 100, 300, 500, 1000, 1500, 2000);

  /** The counts at which recall is drawn against IoU. */
  public static final List<Integer> CURVES = List.of(100, 300, 1000, 2000);

  /** The group of all objects. */
  public static final String ALL = AreaRange.ALL.label();

  private static final int FIRST_PERCENT = 50;
  private static final int STEP_PERCENT = 5;
  private static final int IOUS = 11;

  @JsonProperty private final List<String> labels;

  @JsonProperty("groups")
  private final Map<String, Covered> groups = new LinkedHashMap<>();

  /** Objects of one group: how many, and how many are covered by count and IoU. */
  private static final class Covered {
    @JsonProperty private long objects;

    /** {@code [counts][ious]}. */
    @JsonProperty private long[][] covered = new long[COUNTS.size()][IOUS];

    boolean isWhole() {
      return covered.length == COUNTS.size()
          && Arrays.stream(covered).allMatch(row -> row.length == IOUS);
    }
  }

  public ProposalRecallCurves(List<String> labels) {
    this.labels = List.copyOf(labels);
    for (AreaRange range : AreaRange.values()) {
      groups.put(range.label(), new Covered());
    }
    this.labels.forEach(label -> groups.put(ofClass(label), new Covered()));
  }

  /** Reads back what was written as JSON. */
  @JsonCreator
  private ProposalRecallCurves(
      @JsonProperty("labels") List<String> labels,
      @JsonProperty("groups") Map<String, Covered> groups) {
    this(labels);
    if (!groups.keySet().equals(this.groups.keySet())
        || !groups.values().stream().allMatch(Covered::isWhole)) {
      throw new IllegalArgumentException("these are no recalls of proposals");
    }
    this.groups.putAll(groups);
  }

  /** The most proposals of an image that are worth asking for. */
  public static int mostProposals() {
    return COUNTS.get(COUNTS.size() - 1);
  }

  /** .5, .55, ..., 1. */
  public static List<Double> ious() {
    List<Double> ious = new ArrayList<>();
    for (int i = 0; i < IOUS; i++) {
      ious.add((FIRST_PERCENT + i * STEP_PERCENT) / 100.0);
    }
    return ious;
  }

  /** Counts the objects of one image, given its proposals, best first, in the image's pixels. */
  public void add(AnnotatedImage image, Boxes proposals) {
    for (GroundTruth object : image.objects()) {
      if (object.difficult()) {
        continue;
      }
      List<Covered> wanted = new ArrayList<>();
      for (AreaRange range : AreaRange.values()) {
        if (range.contains(object.box().area())) {
          wanted.add(groups.get(range.label()));
        }
      }
      wanted.add(groups.get(ofClass(labels.get(object.classId() - 1))));
      float[] best = bestOverlaps(object.box(), proposals);
      wanted.forEach(group -> count(group, best));
    }
  }

  private static void count(Covered group, float[] best) {
    group.objects++;
    List<Double> ious = ious();
    for (int c = 0; c < best.length; c++) {
      for (int i = 0; i < IOUS; i++) {
        group.covered[c][i] += best[c] >= ious.get(i).floatValue() ? 1 : 0;
      }
    }
  }

  /** {@code [counts]} overlap with the best of the first N proposals. */
  private static float[] bestOverlaps(Box object, Boxes proposals) {
    float[] best = new float[COUNTS.size()];
    float most = 0;
    int next = 0;
    for (int c = 0; c < best.length; c++) {
      for (; next < Math.min(COUNTS.get(c), proposals.size()); next++) {
        most = Math.max(most, Iou.of(object, proposals.get(next)));
      }
      best[c] = most;
    }
    return best;
  }

  /** The class names. */
  public List<String> labels() {
    return labels;
  }

  /** The groups: all, small, medium, large, then the classes. */
  public List<String> groups() {
    return List.copyOf(groups.keySet());
  }

  /** Objects of a group. */
  public long objects(String group) {
    return groups.get(group).objects;
  }

  /**
   * Covered objects over all objects of a group; NaN without objects.
   *
   * @param count one of {@link #COUNTS}
   * @param iou one of {@link #ious()}
   */
  public double recall(String group, int count, double iou) {
    Covered counted = groups.get(group);
    long covered = counted.covered[COUNTS.indexOf(count)][ious().indexOf(iou)];
    return counted.objects == 0 ? Double.NaN : covered / (double) counted.objects;
  }

  /**
   * Average recall (Hosang et al. 2015): twice the area under the recall from IoU .5 to 1, by the
   * trapezium rule.
   */
  public double averageRecall(String group, int count) {
    double sum = 0;
    List<Double> ious = ious();
    for (int i = 0; i + 1 < ious.size(); i++) {
      sum += (recall(group, count, ious.get(i)) + recall(group, count, ious.get(i + 1))) / 2;
    }
    return sum / (ious.size() - 1);
  }

  /** The group of a class. */
  public static String ofClass(String label) {
    return "class " + label;
  }
}
