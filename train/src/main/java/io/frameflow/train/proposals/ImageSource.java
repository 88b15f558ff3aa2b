package io.frameflow.train.proposals;

import io.frameflow.detector.images.Image;
import io.frameflow.train.data.AnnotatedImage;
import java.io.IOException;

/** Where the pixels of an annotated image come from: usually its file. */
@FunctionalInterface
public interface ImageSource {

  /**
   * Reads one image.
   *
   * @throws IOException if the image cannot be read; the message names it
   */
  Image read(AnnotatedImage image) throws IOException;
}
