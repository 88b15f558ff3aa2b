package io.frameflow.train.sampling;

import java.util.List;

/**
 * Which random changes a training image may undergo.
 *
 * @param horizontalFlips mirror left-right with probability 1/2
 * @param verticalFlips mirror top-bottom with probability 1/2; wrong for scenes with an up and down
 * @param transposes swap the axes with probability 1/2, for all images of a batch together; wrong
 *     for scenes with an up and down
 * @param scaleJitter images are zoomed by e^u, u uniform in [-scaleJitter, scaleJitter], and placed
 *     at random; 0 for none
 * @param colourJitter largest relative change of contrast, e.g. .2 (single channels get .4 of it,
 *     brightness 100 levels times it); 0 for none
 * @param stretch the ratio of width to height changes by e^u, u uniform in [-stretch, stretch]; 0
 *     for none
 * @param scales short sides in pixels, one of which is drawn for an image each time it is seen (the
 *     paper's multi-scale training, section 2.4); empty for the input's own
 */
public record AugmentationOptions(
    boolean horizontalFlips,
    boolean verticalFlips,
    boolean transposes,
    float scaleJitter,
    float colourJitter,
    float stretch,
    List<Integer> scales) {
  private static final int MIN_SHORT_SIDE = 16;

  public AugmentationOptions {
    if (!(scaleJitter >= 0 && scaleJitter <= 1)) {
      throw new IllegalArgumentException("scale jitter is " + scaleJitter + "; it must be 0..1");
    }
    if (!(colourJitter >= 0 && colourJitter < 1)) {
      throw new IllegalArgumentException(
          "colour jitter is " + colourJitter + "; it must be 0 or more and below 1");
    }
    if (!(stretch >= 0 && stretch <= 1)) {
      throw new IllegalArgumentException("stretch is " + stretch + "; it must be 0..1");
    }
    scales = List.copyOf(scales);
    for (int scale : scales) {
      if (scale < MIN_SHORT_SIDE) {
        throw new IllegalArgumentException(
            "a scale is " + scale + " pixels; it must be at least " + MIN_SHORT_SIDE);
      }
    }
  }

  /** Without stretching, at the input's own scale. */
  public AugmentationOptions(
      boolean horizontalFlips,
      boolean verticalFlips,
      boolean transposes,
      float scaleJitter,
      float colourJitter) {
    this(horizontalFlips, verticalFlips, transposes, scaleJitter, colourJitter, 0, List.of());
  }

  /** The same changes at other scales. */
  public AugmentationOptions withScales(List<Integer> newScales) {
    return new AugmentationOptions(
        horizontalFlips, verticalFlips, transposes, scaleJitter, colourJitter, stretch, newScales);
  }

  /** Images as they are. */
  public static AugmentationOptions none() {
    return new AugmentationOptions(false, false, false, 0, 0);
  }

  /** The paper's only augmentation (section 2.3). */
  public static AugmentationOptions paper() {
    return new AugmentationOptions(true, false, false, 0, 0);
  }

  /** For photos and streets, which have an up and a down. */
  public static AugmentationOptions photos() {
    return new AugmentationOptions(true, false, false, .2f, .2f);
  }

  /** For images without a preferred direction, such as a microscope's. */
  public static AugmentationOptions anyDirection() {
    return new AugmentationOptions(true, true, true, .2f, .2f);
  }
}
