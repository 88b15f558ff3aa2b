package io.frameflow.train.evaluation;

import java.util.Map;

/**
 * One class judged as COCO does.
 *
 * @param byArea with up to 100 detections of the class in an image, for each size range
 * @param top1 with the best detection of each image alone, all sizes
 * @param top10 with the ten best, all sizes
 */
public record CocoClassResult(
    String label, Map<AreaRange, CocoProfile> byArea, CocoProfile top1, CocoProfile top10) {
  public CocoClassResult {
    byArea = Map.copyOf(byArea);
  }

  /** All sizes, up to 100 detections an image. */
  public CocoProfile all() {
    return byArea.get(AreaRange.ALL);
  }
}
