package io.frameflow.detector.benchmarks;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A frame as a camera sends it: large smooth areas, edges, a little grain. */
final class CameraScene {

  private static final int OBJECTS = 40;
  private static final int GRAIN = 6;

  private CameraScene() {}

  /** The same JPEG for the same size, in the JDK's default quality. */
  static byte[] jpeg(int width, int height) {
    Random random = new Random(7);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setPaint(
        new GradientPaint(0, 0, new Color(140, 160, 190), 0, height, new Color(90, 90, 85)));
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < OBJECTS; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      int size = height / 30 + random.nextInt(height / 5);
      graphics.fillRect(random.nextInt(width), random.nextInt(height), 2 * size, size);
    }
    graphics.dispose();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, grainy(picture.getRGB(x, y), random.nextInt(GRAIN)));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static int grainy(int rgb, int grain) {
    int red = Math.min(255, (rgb >> 16 & 0xff) + grain);
    int green = Math.min(255, (rgb >> 8 & 0xff) + grain);
    int blue = Math.min(255, (rgb & 0xff) + grain);
    return red << 16 | green << 8 | blue;
  }
}
