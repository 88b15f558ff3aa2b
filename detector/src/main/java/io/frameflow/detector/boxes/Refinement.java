package io.frameflow.detector.boxes;

import java.io.Serializable;

/**
 * A second look (iterative localization; Gidaris and Komodakis, ICCV 2015, section 3): the best
 * boxes of the first pass, moved by their regression, are the regions of a second one through
 * pooling and heads, on the same feature maps. A box that started half beside its object is judged
 * and moved again from where it should have been.
 *
 * @param boxes of an image that are looked at again, at most; 0 for no second look
 * @param nms the IoU above which the weaker of two boxes of one class is not looked at again, 0..1;
 *     high, so that several boxes of an object remain to vote
 */
public record Refinement(int boxes, float nms) implements Serializable {

  /** The detections of the first pass are final. */
  public static final Refinement NONE = new Refinement(0, 1);

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Refinement {
    if (!(boxes >= 0 && boxes <= 10_000)) {
      throw new IllegalArgumentException(
          "refinement.boxes must be from 0 to 10000, but is " + boxes);
    }
    if (!(nms >= 0 && nms <= 1)) {
      throw new IllegalArgumentException("refinement.nms must be from 0 to 1, but is " + nms);
    }
  }
}
