package io.frameflow.detector.boxes;

/**
 * The box regression parameters of R-CNN (Girshick et al. 2014, appendix C), which Fast R-CNN
 * (2015, section 2.3) keeps.
 *
 * <p>With centre (cx, cy), width w and height h of proposal P and ground truth G:
 *
 * <pre>
 * dx = (G.cx - P.cx) / P.w    dw = log(G.w / P.w)
 * dy = (G.cy - P.cy) / P.h    dh = log(G.h / P.h)
 * </pre>
 *
 * Deltas do not change when the image is scaled, so that they may be decoded against the proposals
 * in original pixels.
 */
public final class BoxDeltas {

  /** Numbers per box: dx, dy, dw, dh. */
  public static final int SIZE = 4;

  /**
   * Upper bound of dw and dh when decoding. An untrained network must not reach infinity through
   * the exponential; no object is 62 times as wide as its proposal.
   */
  public static final float MAX_LOG_SCALE = (float) Math.log(1000.0 / 16);

  private BoxDeltas() {}

  /**
   * The deltas that carry a proposal to its ground truth, as {@code [dx, dy, dw, dh]}.
   *
   * @throws IllegalArgumentException if a box is empty, for its logarithm does not exist
   */
  public static float[] encode(Box proposal, Box groundTruth) {
    float width = proposal.width();
    float height = proposal.height();
    if (!(width > 0 && height > 0 && groundTruth.width() > 0 && groundTruth.height() > 0)) {
      throw new IllegalArgumentException(
          "deltas exist between non-empty boxes only, not between %s and %s"
              .formatted(proposal, groundTruth));
    }
    return new float[] {
      (centre(groundTruth.x1(), groundTruth.x2()) - centre(proposal.x1(), proposal.x2())) / width,
      (centre(groundTruth.y1(), groundTruth.y2()) - centre(proposal.y1(), proposal.y2())) / height,
      (float) Math.log(groundTruth.width() / width),
      (float) Math.log(groundTruth.height() / height)
    };
  }

  /**
   * Applies deltas to a proposal. The result may reach beyond the image.
   *
   * @param deltas at least {@code offset + 4} numbers
   * @param offset index of dx
   * @return x1, y1, x2, y2; NaN where a delta is NaN
   */
  public static float[] decode(Box proposal, float[] deltas, int offset) {
    float centreX = centre(proposal.x1(), proposal.x2()) + deltas[offset] * proposal.width();
    float centreY = centre(proposal.y1(), proposal.y2()) + deltas[offset + 1] * proposal.height();
    float halfWidth = proposal.width() * scale(deltas[offset + 2]) / 2;
    float halfHeight = proposal.height() * scale(deltas[offset + 3]) / 2;
    return new float[] {
      centreX - halfWidth, centreY - halfHeight, centreX + halfWidth, centreY + halfHeight
    };
  }

  private static float centre(float low, float high) {
    return low + (high - low) / 2;
  }

  private static float scale(float logarithm) {
    return (float) Math.exp(Math.min(logarithm, MAX_LOG_SCALE));
  }
}
