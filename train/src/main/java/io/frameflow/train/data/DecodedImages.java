package io.frameflow.train.data;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageFiles;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.detector.images.UndecodableImageException;
import java.io.IOException;

/** Pixels of annotated images, decoded as the pipeline decodes them. */
public final class DecodedImages {
  private DecodedImages() {}

  /**
   * Reads and decodes an image file.
   *
   * @throws IOException where the file cannot be read or decoded, or changed its size since the
   *     data set was read; the message names it
   */
  public static Image read(AnnotatedImage image, ImageDecoder decoder) throws IOException {
    Image pixels;
    try {
      pixels = ImageFiles.read(image.file(), decoder, ImageLimits.DEFAULT);
    } catch (UndecodableImageException e) {
      throw new UndecodableImageException(
          e.reason(), e.getMessage() + "; 'frameflow data check' finds all such images", e);
    }
    if (pixels.width() != image.width() || pixels.height() != image.height()) {
      throw new DataSetException(
          "image %s is %dx%d, but was %dx%d when its annotation was read; do not change a data set in use"
              .formatted(
                  image.file(), pixels.width(), pixels.height(), image.width(), image.height()));
    }
    return pixels;
  }
}
