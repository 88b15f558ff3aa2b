package io.frameflow.detector.testmodels;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import java.util.Random;

/** An image made of plain rectangles on black. */
public final class Painting {

  private final int width;
  private final int height;
  private final byte[] rgb;

  public Painting(int width, int height) {
    this.width = width;
    this.height = height;
    this.rgb = new byte[width * height * Image.CHANNELS];
  }

  /** Some size, some rectangles. */
  public static Painting random(Random random) {
    Painting painting = new Painting(60 + random.nextInt(240), 60 + random.nextInt(240));
    for (int i = 0; i < 8; i++) {
      int x = random.nextInt(painting.width);
      int y = random.nextInt(painting.height);
      int[] colour = new int[3];
      colour[random.nextInt(3)] = 255;
      painting.rectangle(x, y, x + 60, y + 60, colour[0], colour[1], colour[2]);
    }
    return painting;
  }

  /** Paints columns x1 to x2 and rows y1 to y2, both exclusive at the end. */
  public Painting rectangle(int x1, int y1, int x2, int y2, int red, int green, int blue) {
    for (int y = y1; y < Math.min(y2, height); y++) {
      for (int x = x1; x < Math.min(x2, width); x++) {
        int at = Image.CHANNELS * (y * width + x);
        rgb[at] = (byte) red;
        rgb[at + 1] = (byte) green;
        rgb[at + 2] = (byte) blue;
      }
    }
    return this;
  }

  /** Boxes inside the image, a tenth of its size away from its border. */
  public Boxes randomBoxes(Random random, int count) {
    float[] edges = new float[4 * count];
    for (int i = 0; i < edges.length; i += 4) {
      interval(random, width, edges, i);
      interval(random, height, edges, i + 1);
    }
    return Boxes.of(edges);
  }

  private static void interval(Random random, int size, float[] edges, int at) {
    float low = size * (0.1f + 0.7f * random.nextFloat());
    edges[at] = low;
    edges[at + 2] = low + random.nextFloat() * (size * 0.9f - low);
  }

  public Image image() {
    return new Image(width, height, rgb);
  }
}
