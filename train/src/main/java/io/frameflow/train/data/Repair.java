package io.frameflow.train.data;

import java.io.IOException;
import java.util.List;

/** Takes note, image by image, of what is to be mended in a split's annotations, and mends it. */
public interface Repair {

  /**
   * An image that stays, with its true size in pixels.
   *
   * @param placings one for each of the image's objects: its box cut to the image, or none where
   *     the object is to go
   */
  void image(StatedImage image, int width, int height, List<BoxPlacing> placings)
      throws IOException;

  /** An entry that cannot be used and is to go; the image file itself is never touched. */
  void drop(Defect kind, String id) throws IOException;

  /**
   * Writes what has not been written yet.
   *
   * @throws IOException where a file cannot be written, or no image would be left
   */
  void finish() throws IOException;
}
