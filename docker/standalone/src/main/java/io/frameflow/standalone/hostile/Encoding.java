package io.frameflow.standalone.hostile;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** The encodings that cameras and the web send, through the JDK's encoder. */
enum Encoding {
  /** Baseline with halved chroma. */
  BASELINE,
  /** Baseline with full chroma. */
  FULL_CHROMA,
  /** Baseline with a restart marker every few coding units. */
  RESTARTS,
  PROGRESSIVE,
  GREY;

  private static final int RESTART_INTERVAL = 7;

  byte[] encode(BufferedImage picture) {
    BufferedImage source = this == GREY ? grey(picture) : picture;
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (this == PROGRESSIVE) {
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(source), parameters);
      adapt(metadata);
      writer.setOutput(output);
      writer.write(null, new IIOImage(source, null, metadata), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private void adapt(IIOMetadata metadata) throws IIOInvalidTreeException {
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    if (this == FULL_CHROMA) {
      var components = root.getElementsByTagName("componentSpec");
      for (int i = 0; i < components.getLength(); i++) {
        ((IIOMetadataNode) components.item(i)).setAttribute("HsamplingFactor", "1");
        ((IIOMetadataNode) components.item(i)).setAttribute("VsamplingFactor", "1");
      }
    } else if (this == RESTARTS) {
      IIOMetadataNode restart = new IIOMetadataNode("dri");
      restart.setAttribute("interval", Integer.toString(RESTART_INTERVAL));
      var sequence = root.getElementsByTagName("markerSequence").item(0);
      sequence.insertBefore(restart, root.getElementsByTagName("sos").item(0));
    } else {
      return;
    }
    metadata.setFromTree(format, root);
  }

  private static BufferedImage grey(BufferedImage picture) {
    BufferedImage grey =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = grey.createGraphics();
    graphics.drawImage(picture, 0, 0, null);
    graphics.dispose();
    return grey;
  }
}
