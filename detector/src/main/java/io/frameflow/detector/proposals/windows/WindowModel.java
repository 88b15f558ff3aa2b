package io.frameflow.detector.proposals.windows;

import java.util.List;

/**
 * Everything that learned windows know, as it stands in {@code proposals.json}.
 *
 * @param format version of this description, {@value #FORMAT}
 * @param workingPixels the area that images are brought down to, in pixels
 * @param step between windows of one shape, as a part of the window's side
 * @param mostPerShape windows of one shape in an image, beyond which the steps grow
 * @param overlap IoU around which a window repeats a better one; see {@link WindowSelection}
 * @param bands one per range of object sizes
 */
public record WindowModel(
    int format,
    int workingPixels,
    float step,
    int mostPerShape,
    float overlap,
    List<WindowBand> bands) {

  /** The one format known. */
  public static final int FORMAT = 1;

  /**
   * @throws IllegalArgumentException naming the field that is out of range
   */
  public WindowModel {
    require(format == FORMAT, "format must be " + FORMAT + ", but is " + format);
    require(workingPixels > 0, "workingPixels must be positive, but is " + workingPixels);
    require(step > 0 && step <= 2, "step must be in (0, 2], but is " + step);
    require(mostPerShape > 0, "mostPerShape must be positive, but is " + mostPerShape);
    require(overlap > 0 && overlap < 1, "overlap must be in (0, 1), but is " + overlap);
    require(bands != null && !bands.isEmpty(), "bands must not be empty");
    bands = List.copyOf(bands);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("learned windows: " + message);
    }
  }
}
