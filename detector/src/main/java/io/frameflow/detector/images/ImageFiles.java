package io.frameflow.detector.images;

import io.frameflow.detector.images.UndecodableImageException.Reason;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads images from files: JPEG as the pipeline does, and PNG for convenience. */
public final class ImageFiles {

  private static final List<String> SUFFIXES = List.of(".jpg", ".jpeg", ".png");

  private ImageFiles() {}

  /**
   * Reads one file, whatever its name ends with.
   *
   * @throws UndecodableImageException naming the file, if it is no readable image
   * @throws IOException if the file cannot be read
   */
  public static Image read(Path file, ImageDecoder decoder, ImageLimits limits) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file + ": no such file");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder, not an image");
    }
    try {
      long bytes = Files.size(file);
      if (bytes > limits.maxBytes()) {
        throw new UndecodableImageException(
            Reason.TOO_LARGE,
            "file has %d bytes, more than the %d allowed".formatted(bytes, limits.maxBytes()));
      }
      byte[] data = Files.readAllBytes(file);
      return FileSignature.isPng(data) ? png(data, limits) : decoder.decode(data, limits);
    } catch (UndecodableImageException e) {
      throw new UndecodableImageException(e.reason(), file + ": " + e.getMessage(), e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": permission denied", e);
    }
  }

  /**
   * The image files right inside a folder, by name; hidden files are left out.
   *
   * @throws IOException if there is no such folder
   */
  public static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(ImageFiles::hasImageName)
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static boolean hasImageName(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && SUFFIXES.stream().anyMatch(name::endsWith);
  }

  /** Copies into the JDK's type for pictures. */
  public static BufferedImage toBufferedImage(Image image) {
    BufferedImage copy =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) copy.getRaster().getDataBuffer()).getData();
    swapRedAndBlue(image.rgb(), bgr);
    return copy;
  }

  /** Copies from the JDK's type for pictures; transparent parts become black. */
  public static Image fromBufferedImage(BufferedImage picture) {
    BufferedImage opaque =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(picture, 0, 0, null);
    graphics.dispose();
    byte[] bgr = ((DataBufferByte) opaque.getRaster().getDataBuffer()).getData();
    byte[] rgb = new byte[bgr.length];
    swapRedAndBlue(bgr, rgb);
    return new Image(picture.getWidth(), picture.getHeight(), rgb);
  }

  private static void swapRedAndBlue(byte[] from, byte[] to) {
    for (int i = 0; i < from.length; i += Image.CHANNELS) {
      to[i] = from[i + 2];
      to[i + 1] = from[i + 1];
      to[i + 2] = from[i];
    }
  }

  private static Image png(byte[] data, ImageLimits limits) throws UndecodableImageException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(data))) {
      reader.setInput(input, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if ((long) width * height > limits.maxPixels()) {
        throw new UndecodableImageException(
            Reason.TOO_LARGE,
            "PNG claims %dx%d pixels, more than the %d allowed"
                .formatted(width, height, limits.maxPixels()));
      }
      return fromBufferedImage(reader.read(0));
    } catch (UndecodableImageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // the JDK's reader throws unchecked exceptions for some damaged files
      throw new UndecodableImageException(
          Reason.CORRUPT, "PNG is truncated or damaged: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }
}
