package io.frameflow.train.sampling;

import io.frameflow.detector.boxes.Box;
import java.util.List;

/** Fills a batch's RoI arrays. */
final class RoiArrays {
  private final float[] rois;
  private final int[] classes;
  private final float[] targets;
  private int count;

  RoiArrays(int total) {
    rois = new float[total * 5];
    classes = new int[total];
    targets = new float[total * 4];
  }

  void addAll(int image, List<RoiChoice.Roi> drawn) {
    for (RoiChoice.Roi roi : drawn) {
      Box box = roi.box();
      int at = count * 5;
      rois[at] = image;
      rois[at + 1] = box.x1();
      rois[at + 2] = box.y1();
      rois[at + 3] = box.x2();
      rois[at + 4] = box.y2();
      if (roi.object() != null) {
        classes[count] = roi.object().classId();
        BoxTargets.encode(box, roi.object().box(), targets, count * 4);
      }
      count++;
    }
  }

  MiniBatch batch(int images, int height, int width, float[] pixels) {
    return new MiniBatch(images, height, width, pixels, rois, classes, targets);
  }
}
