package io.frameflow.detector.images;

import io.frameflow.detector.images.UndecodableImageException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Finds damage in progressive JPEGs with the JDK's reader, which warns where TensorFlow's is
 * silent.
 *
 * <p>This decodes the image a second time and takes some ten milliseconds more. Cameras write
 * baseline JPEG, which {@link SequentialScan} checks quickly; progressive ones come from the web.
 */
final class ProgressiveCheck {

  private ProgressiveCheck() {}

  /**
   * @throws UndecodableImageException CORRUPT if the reader fails or warns
   */
  static void check(byte[] jpeg) throws UndecodableImageException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    String[] firstWarning = new String[1];
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(input, true, true);
      reader.addIIOReadWarningListener(
          (source, warning) ->
              firstWarning[0] = firstWarning[0] == null ? warning : firstWarning[0]);
      reader.readRaster(0, null);
    } catch (IOException | RuntimeException e) {
      // the JDK's reader throws unchecked exceptions for some damaged headers
      throw new UndecodableImageException(
          Reason.CORRUPT, "JPEG is truncated or damaged: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
    if (firstWarning[0] != null) {
      throw new UndecodableImageException(
          Reason.CORRUPT, "JPEG is truncated or damaged: " + firstWarning[0]);
    }
  }
}
