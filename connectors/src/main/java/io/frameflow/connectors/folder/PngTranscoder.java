package io.frameflow.connectors.folder;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** PNG to JPEG; transparent pixels become white. */
final class PngTranscoder {

  private static final float QUALITY = 0.95f;

  /** A small file can claim any size; this is far above a camera's and harmless in memory. */
  private static final long MAX_PIXELS = 64_000_000;

  private PngTranscoder() {}

  /**
   * One baseline JPEG of the same size.
   *
   * @throws IOException with the reason alone ("truncated ..."), when the bytes are not a PNG or
   *     claim too many pixels
   */
  static byte[] toJpeg(byte[] png) throws IOException {
    return encode(onWhite(decode(png)));
  }

  private static BufferedImage decode(byte[] png) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
      reader.setInput(in);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MAX_PIXELS) {
        throw new IOException(
            "it claims %dx%d pixels".formatted(reader.getWidth(0), reader.getHeight(0)));
      }
      return reader.read(0);
    } catch (RuntimeException e) {
      // The JDK's reader meets some broken files with an index error instead of an IOException.
      throw new IOException("it is not a readable PNG", e);
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage onWhite(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return opaque;
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
