package io.frameflow.detector.images;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** JPEGs of every kind that a camera or a web server may send, made on the spot. */
public final class JpegFixtures {

  private JpegFixtures() {}

  /** A scene of random rectangles and noise: something in every block. */
  public static BufferedImage scene(long seed, int width, int height) {
    return scene(seed, width, height, BufferedImage.TYPE_INT_RGB);
  }

  private static BufferedImage scene(long seed, int width, int height, int type) {
    Random random = new Random(seed);
    BufferedImage picture = new BufferedImage(width, height, type);
    Graphics2D graphics = picture.createGraphics();
    for (int i = 0; i < 12; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillRect(
          random.nextInt(width) - width / 4,
          random.nextInt(height) - height / 4,
          1 + random.nextInt(width),
          1 + random.nextInt(height));
    }
    graphics.dispose();
    for (int i = 0; i < width * height / 4; i++) {
      picture.setRGB(random.nextInt(width), random.nextInt(height), random.nextInt(1 << 24));
    }
    return picture;
  }

  /** Baseline with chroma subsampling, the kind that cameras send. */
  public static byte[] baseline(long seed, int width, int height) {
    return encode(scene(seed, width, height), false, 0);
  }

  static byte[] progressive(long seed, int width, int height) {
    return encode(scene(seed, width, height), true, 0);
  }

  static byte[] grey(long seed, int width, int height) {
    return encode(scene(seed, width, height, BufferedImage.TYPE_BYTE_GRAY), false, 0);
  }

  /** With a restart marker after every {@code interval} coding units. */
  static byte[] withRestarts(long seed, int width, int height, int interval) {
    return encode(scene(seed, width, height), false, interval);
  }

  /** Four channels, as printers use. */
  static byte[] cmyk(long seed, int width, int height) {
    Random random = new Random(seed);
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, new int[] {x * 2, y * 2, random.nextInt(256), 40});
      }
    }
    return write(new IIOImage(raster, null, null), null);
  }

  /** Without its Huffman tables, as USB cameras send motion JPEG. */
  static byte[] withoutHuffmanTables(byte[] jpeg) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    rest.write(jpeg, 0, 2);
    int at = 2;
    while ((jpeg[at + 1] & 0xff) != JpegMarkers.START_OF_SCAN) {
      int length = 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff));
      if ((jpeg[at + 1] & 0xff) != JpegMarkers.HUFFMAN_TABLES) {
        rest.write(jpeg, at, length);
      }
      at += length;
    }
    rest.write(jpeg, at, jpeg.length - at);
    return rest.toByteArray();
  }

  private static byte[] encode(BufferedImage picture, boolean progressive, int restartInterval) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    if (progressive) {
      parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(picture), parameters);
    if (restartInterval > 0) {
      addRestarts(metadata, restartInterval);
    }
    writer.dispose();
    return write(new IIOImage(picture, null, metadata), parameters);
  }

  private static void addRestarts(IIOMetadata metadata, int interval) {
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode restart = new IIOMetadataNode("dri");
    restart.setAttribute("interval", Integer.toString(interval));
    var sequence = root.getElementsByTagName("markerSequence").item(0);
    sequence.insertBefore(restart, root.getElementsByTagName("sos").item(0));
    try {
      metadata.setFromTree(format, root);
    } catch (IIOInvalidTreeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] write(IIOImage image, ImageWriteParam parameters) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, image, parameters);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
