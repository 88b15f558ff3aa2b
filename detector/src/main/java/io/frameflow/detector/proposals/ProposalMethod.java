package io.frameflow.detector.proposals;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;

/**
 * A way to say where in an image objects may be, before the network has seen it.
 *
 * <p>A model is served with the method and settings that it was trained with: the network learns
 * from the mistakes of one method. Implementations are thread safe and deterministic: the same
 * image and count give the same boxes.
 */
public interface ProposalMethod {

  /** The name in the model manifest, such as {@code selective-search}. */
  String name();

  /**
   * Proposes regions of one image.
   *
   * @param image the whole image, as small as 1x1, at its original size or one that {@link
   *     #isContentWith} accepts
   * @param count the most boxes wanted, at least 0
   * @return up to {@code count} non-empty boxes inside the image, best first, in pixels of the
   *     image that was given; possibly none
   */
  Boxes propose(Picture image, int count);

  /**
   * Whether the method would make a larger image that small anyway, before it looks at it.
   *
   * @param width pixels of the image, less than its original ones
   * @param height pixels
   */
  default boolean isContentWith(int width, int height) {
    return false;
  }
}
