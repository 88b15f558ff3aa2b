package io.frameflow.train.sampling;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The boxes of one image after scaling, augmentation and clipping, in continuous pixels of the
 * batch canvas.
 *
 * @param width of the visible image, pixels
 * @param height of the visible image, pixels
 * @param objects what is to be learned
 * @param ignored difficult objects and remnants of cut ones: neither object nor background
 * @param proposals [4n] x1, y1, x2, y2, none smaller than {@link #MIN_SIDE}
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of boxes handed on once, never compared
record Scene(
    int width, int height, List<GroundTruth> objects, List<Box> ignored, float[] proposals) {
  /** Shortest side in pixels that a few cells of a feature map can still tell apart. */
  static final float MIN_SIDE = 6;

  /** An object cut to less than this share of its area no longer looks like its class. */
  private static final float MIN_VISIBLE = .3f;

  static Scene of(
      AnnotatedImage image, Boxes proposals, float scaleX, float scaleY, Placement place) {
    List<GroundTruth> objects = new ArrayList<>();
    List<Box> ignored = new ArrayList<>();
    for (GroundTruth object : image.objects()) {
      Box box = object.box();
      float[] edges = {box.x1() * scaleX, box.y1() * scaleY, box.x2() * scaleX, box.y2() * scaleY};
      place.apply(edges);
      float full = (edges[2] - edges[0]) * (edges[3] - edges[1]);
      if (!clip(edges, 0, place.width(), place.height(), 0)) {
        continue;
      }
      Box seen = new Box(edges[0], edges[1], edges[2], edges[3]);
      boolean usable =
          seen.width() >= MIN_SIDE
              && seen.height() >= MIN_SIDE
              && seen.area() >= MIN_VISIBLE * full;
      if (usable && !object.difficult()) {
        objects.add(new GroundTruth(object.label(), object.classId(), seen, false));
      } else {
        ignored.add(seen);
      }
    }
    float[] placed = proposals.scale(scaleX, scaleY).toArray();
    place.apply(placed);
    return new Scene(place.width(), place.height(), objects, ignored, keepVisible(placed, place));
  }

  private static float[] keepVisible(float[] edges, Placement place) {
    int kept = 0;
    for (int i = 0; i < edges.length; i += 4) {
      if (clip(edges, i, place.width(), place.height(), MIN_SIDE)) {
        System.arraycopy(edges, i, edges, kept, 4);
        kept += 4;
      }
    }
    return Arrays.copyOf(edges, kept);
  }

  /**
   * Cuts a box to the visible image; false where less than {@code minSide} (or nothing) is left.
   */
  static boolean clip(float[] edges, int at, int width, int height, float minSide) {
    edges[at] = Math.max(0, edges[at]);
    edges[at + 1] = Math.max(0, edges[at + 1]);
    edges[at + 2] = Math.min(width, edges[at + 2]);
    edges[at + 3] = Math.min(height, edges[at + 3]);
    float w = edges[at + 2] - edges[at];
    float h = edges[at + 3] - edges[at + 1];
    return w > 0 && h > 0 && w >= minSide && h >= minSide;
  }
}
