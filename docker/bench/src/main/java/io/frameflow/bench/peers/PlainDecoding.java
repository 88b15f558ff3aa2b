package io.frameflow.bench.peers;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.images.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;

/** The JDK's own JPEG reader. */
public final class PlainDecoding {

  public static final String NAME = "ImageIO";

  /** Decoders may round differently: JPEG leaves them a few of 255 steps. */
  static final int TOLERANCE = 6;

  private PlainDecoding() {}

  /**
   * Decodes as Frameflow's pictures are laid out.
   *
   * @throws IOException if it cannot read the first picture
   */
  public static Contender contender(Scene scene) throws IOException {
    Picture first = scene.picture(0);
    double off = meanDifference(first.image(), decode(first.jpeg()));
    return Contender.of(NAME, Contender.Role.PEER, item -> decode(scene.picture(item).jpeg()))
        .remarked(remark(off));
  }

  /** Red, green, blue of every pixel. */
  static Image decode(byte[] jpeg) throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(jpeg));
    if (read == null) {
      throw new IOException("ImageIO knows no such picture");
    }
    int width = read.getWidth();
    int height = read.getHeight();
    int[] packed = read.getRGB(0, 0, width, height, null, 0, width);
    byte[] rgb = new byte[packed.length * Image.CHANNELS];
    for (int i = 0; i < packed.length; i++) {
      rgb[3 * i] = (byte) (packed[i] >> 16);
      rgb[3 * i + 1] = (byte) (packed[i] >> 8);
      rgb[3 * i + 2] = (byte) packed[i];
    }
    return new Image(width, height, rgb);
  }

  /**
   * Mean difference of all colour values, of 255.
   *
   * @throws IllegalArgumentException if the pictures are not the same
   */
  static double meanDifference(Image ours, Image theirs) {
    if (ours.width() != theirs.width() || ours.height() != theirs.height()) {
      throw new IllegalArgumentException("decodes to another size: " + theirs);
    }
    long sum = 0;
    for (int i = 0; i < ours.rgb().length; i++) {
      sum += Math.abs((ours.rgb()[i] & 0xff) - (theirs.rgb()[i] & 0xff));
    }
    double mean = (double) sum / ours.rgb().length;
    if (mean > TOLERANCE) {
      throw new IllegalArgumentException(
          "decodes to another picture: colours differ by %.1f on average".formatted(mean));
    }
    return mean;
  }

  static String remark(double meanDifference) {
    return String.format(Locale.ROOT, "colours differ by %.2f of 255 on average", meanDifference);
  }
}
