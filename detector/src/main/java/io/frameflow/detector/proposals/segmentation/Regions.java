package io.frameflow.detector.proposals.segmentation;

import java.util.Arrays;

/**
 * The regions of one hierarchy with their features: first those of a segmentation, then the ones
 * that merging makes.
 *
 * <p>Histograms are fixed-point with sum {@link #ONE} (L1-normalised), so that intersecting them is
 * integer SIMD work.
 */
final class Regions {

  /** Fixed-point 1. */
  static final int ONE = 1 << 16;

  private static final int COLOUR_BINS = 25;

  private final int imagePixels;
  private final int[][] colours;
  private final int[][] textures;
  private final int[] pixels;
  private final int[] boxes;
  private final int initial;
  private int size;

  private Regions(
      int imagePixels, int[][] colours, int[][] textures, int[] pixels, int[] boxes, int initial) {
    this.imagePixels = imagePixels;
    this.colours = colours;
    this.textures = textures;
    this.pixels = pixels;
    this.boxes = boxes;
    this.initial = initial;
    size = initial;
  }

  /** Measures the regions of a segmentation. */
  static Regions of(Segmentation segmentation, Planes image, Texture texture) {
    int count = segmentation.regions();
    int room = 2 * count - 1;
    int[][] colours = new int[room][];
    int[][] textures = new int[room][];
    int[] boxes = new int[4 * room];
    for (int r = 0; r < count; r++) {
      colours[r] = new int[image.channels().length * COLOUR_BINS];
      textures[r] = new int[texture.length()];
      boxes[4 * r] = image.width();
      boxes[4 * r + 1] = image.height();
    }
    int[] pixels = new int[room];
    int[] labels = segmentation.labels();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int i = y * image.width() + x;
        int region = labels[i];
        pixels[region]++;
        countColour(image, i, colours[region]);
        texture.count(i, textures[region]);
        int b = 4 * region;
        boxes[b] = Math.min(boxes[b], x);
        boxes[b + 1] = Math.min(boxes[b + 1], y);
        boxes[b + 2] = Math.max(boxes[b + 2], x + 1);
        boxes[b + 3] = Math.max(boxes[b + 3], y + 1);
      }
    }
    for (int r = 0; r < count; r++) {
      normalise(colours[r]);
      texture.addOpposites(textures[r]);
      normalise(textures[r]);
    }
    return new Regions(labels.length, colours, textures, pixels, boxes, count);
  }

  /** The initial regions alone, to be merged in another order; histograms are shared. */
  Regions fresh() {
    return new Regions(
        imagePixels, colours.clone(), textures.clone(), pixels.clone(), boxes.clone(), initial);
  }

  /** Adds the union of two regions and forgets their histograms. */
  int merge(int a, int b) {
    int merged = size++;
    pixels[merged] = pixels[a] + pixels[b];
    colours[merged] = mixed(colours[a], colours[b], pixels[a], pixels[b]);
    textures[merged] = mixed(textures[a], textures[b], pixels[a], pixels[b]);
    for (int i = 0; i < 2; i++) {
      boxes[4 * merged + i] = Math.min(boxes[4 * a + i], boxes[4 * b + i]);
      boxes[4 * merged + 2 + i] = Math.max(boxes[4 * a + 2 + i], boxes[4 * b + 2 + i]);
    }
    for (int dead : new int[] {a, b}) {
      colours[dead] = null;
      textures[dead] = null;
    }
    return merged;
  }

  int size() {
    return size;
  }

  int imagePixels() {
    return imagePixels;
  }

  int[] colour(int region) {
    return colours[region];
  }

  int[] texture(int region) {
    return textures[region];
  }

  int pixels(int region) {
    return pixels[region];
  }

  /** Area of the smallest box around two regions. */
  float jointBoxPixels(int a, int b) {
    int width = Math.max(boxes[4 * a + 2], boxes[4 * b + 2]) - Math.min(boxes[4 * a], boxes[4 * b]);
    int height =
        Math.max(boxes[4 * a + 3], boxes[4 * b + 3]) - Math.min(boxes[4 * a + 1], boxes[4 * b + 1]);
    return (float) width * height;
  }

  /** {@code [4 * size]}: x1, y1, x2, y2 of every region so far, in the order of their making. */
  int[] boxes() {
    return Arrays.copyOf(boxes, 4 * size);
  }

  private static void countColour(Planes image, int pixel, int[] histogram) {
    for (int c = 0; c < image.channels().length; c++) {
      int bin = (int) (image.channels()[c][pixel] * (COLOUR_BINS / 256f));
      histogram[c * COLOUR_BINS + bin]++;
    }
  }

  private static void normalise(int[] histogram) {
    long sum = 0;
    for (int count : histogram) {
      sum += count;
    }
    for (int i = 0; i < histogram.length; i++) {
      histogram[i] = (int) ((long) histogram[i] * ONE / sum);
    }
  }

  private static int[] mixed(int[] a, int[] b, int pixelsA, int pixelsB) {
    float partA = pixelsA / (float) (pixelsA + pixelsB);
    float partB = 1 - partA;
    int[] mixed = new int[a.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (int) (partA * a[i] + partB * b[i]);
    }
    return mixed;
  }
}
