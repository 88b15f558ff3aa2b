package io.frameflow.train.data;

import io.frameflow.detector.boxes.Box;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a stated box is worth on an image of a known size.
 *
 * @param box the part of it inside the image; null where that is nothing
 * @param defect what is wrong with it; null where it is sound
 */
public record BoxPlacing(Box box, Defect defect) {
  /** Pixels beyond the edge that are rounding: COCO writes two decimals. */
  private static final float ROUNDING = .05f;

  /** Cuts a stated box to an image of the given size in pixels. */
  public static BoxPlacing of(StatedObject object, int width, int height) {
    if (!object.hasExtent()) {
      return new BoxPlacing(null, Defect.DEGENERATE_BOX);
    }
    float x1 = Math.max(0, object.x1());
    float y1 = Math.max(0, object.y1());
    float x2 = Math.min(width, object.x2());
    float y2 = Math.min(height, object.y2());
    if (!(x2 > x1 && y2 > y1)) {
      return new BoxPlacing(null, Defect.BOX_OUTSIDE);
    }
    boolean cut =
        x1 - object.x1() > ROUNDING
            || y1 - object.y1() > ROUNDING
            || object.x2() - x2 > ROUNDING
            || object.y2() - y2 > ROUNDING;
    return new BoxPlacing(new Box(x1, y1, x2, y2), cut ? Defect.BOX_OVER_EDGE : null);
  }

  /**
   * The same for all objects of an image, where of two equal ones only the first is usable.
   *
   * @return in the objects' order
   */
  public static List<BoxPlacing> ofAll(StatedImage image, int width, int height) {
    List<BoxPlacing> placings = new ArrayList<>();
    Set<StatedObject> seen = new HashSet<>();
    for (StatedObject object : image.objects()) {
      BoxPlacing placing = of(object, width, height);
      boolean first = seen.add(object.unnumbered());
      placings.add(
          placing.isUsable() && !first ? new BoxPlacing(null, Defect.REPEATED_OBJECT) : placing);
    }
    return placings;
  }

  /** Whether something is left to learn from. */
  public boolean isUsable() {
    return box != null;
  }

  /** What is wrong, if anything is. */
  public Optional<Defect> problem() {
    return Optional.ofNullable(defect);
  }
}
