package io.frameflow.train.proposals;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.Iou;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of the annotated objects that the first {@code n} proposals of their images cover.
 *
 * <p>An object is covered when some proposal overlaps it with at least the given IoU. What no
 * proposal covers, no detector behind them can find. Objects marked difficult do not count.
 */
public final class ProposalRecall {

  private final int count;
  private final float iou;
  private final Map<String, int[]> perLabel = new TreeMap<>();
  private double bestOverlaps;

  /**
   * @param count proposals of an image that are looked at, from the best on
   * @param iou least overlap of a proposal that covers an object, in (0, 1]
   */
  public ProposalRecall(int count, float iou) {
    this.count = count;
    this.iou = iou;
  }

  /** Counts the objects of one image, given its proposals in the image's pixels. */
  public void add(AnnotatedImage image, Boxes proposals) {
    for (GroundTruth object : image.objects()) {
      if (!object.difficult()) {
        float best = bestOverlap(object.box(), proposals);
        int[] coveredAndAll = perLabel.computeIfAbsent(object.label(), label -> new int[2]);
        coveredAndAll[0] += best >= iou ? 1 : 0;
        coveredAndAll[1]++;
        bestOverlaps += best;
      }
    }
  }

  /** Objects counted so far. */
  public int objects() {
    return perLabel.values().stream().mapToInt(counts -> counts[1]).sum();
  }

  /** Covered objects over all objects, in [0, 1]; NaN without objects. */
  public double recall() {
    int covered = perLabel.values().stream().mapToInt(counts -> counts[0]).sum();
    return covered / (double) objects();
  }

  /** Recall of each class, by label. */
  public Map<String, Double> recallByLabel() {
    Map<String, Double> recalls = new TreeMap<>();
    perLabel.forEach((label, counts) -> recalls.put(label, counts[0] / (double) counts[1]));
    return recalls;
  }

  /** Mean over the objects of the IoU with the best proposal ("average best overlap"). */
  public double averageBestOverlap() {
    return bestOverlaps / objects();
  }

  private float bestOverlap(Box object, Boxes proposals) {
    float best = 0;
    for (int i = 0; i < Math.min(count, proposals.size()); i++) {
      best =
          Math.max(
              best,
              Iou.of(
                  object.x1(),
                  object.y1(),
                  object.x2(),
                  object.y2(),
                  proposals.x1(i),
                  proposals.y1(i),
                  proposals.x2(i),
                  proposals.y2(i)));
    }
    return best;
  }
}
