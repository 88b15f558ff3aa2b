package io.frameflow.train.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Width and height in pixels as the image file itself states them. */
public record ImageHeader(int width, int height) {

  /**
   * Reads the header only; nothing is decoded.
   *
   * @throws DataSetException where the file is empty, damaged or no image; the message names it
   */
  public static ImageHeader read(Path file) throws DataSetException {
    if (file.toFile().length() == 0) {
      throw new DataSetException("image " + file + " is empty (0 bytes); replace it");
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new DataSetException("image " + file + " is neither JPEG nor PNG; convert it");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return new ImageHeader(reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    } catch (DataSetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new DataSetException(
          "image " + file + " has a damaged header (" + e.getMessage() + "); replace it", e);
    }
  }
}
