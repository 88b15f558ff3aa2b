package io.frameflow.train.data.statistics;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageFiles;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.data.GroundTruth;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Some images of a data set on one sheet with their boxes, a colour for each class; boxes of
 * difficult objects are dashed. Only one image is in memory at a time.
 */
public final class ContactSheet {
  private static final int COLUMNS = 6;
  private static final int TILE_WIDTH = 240;
  private static final int TILE_HEIGHT = 180;
  private static final int GAP = 6;
  private static final int LINE = 18;

  /** Turns consecutive class ids into colours far apart: the golden angle as part of a circle. */
  private static final float HUE_STEP = 0.381966f;

  private final BufferedImage sheet;
  private final Graphics2D graphics;

  private ContactSheet(int tiles, int labels) {
    int columns = Math.min(COLUMNS, tiles);
    int rows = (tiles + columns - 1) / columns;
    sheet =
        new BufferedImage(
            GAP + columns * (TILE_WIDTH + GAP),
            GAP + rows * (TILE_HEIGHT + LINE + GAP) + LINE * labels + GAP,
            BufferedImage.TYPE_3BYTE_BGR);
    graphics = sheet.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
  }

  /**
   * Writes a PNG of images that stand evenly spread over the data set.
   *
   * @param tiles most images
   * @throws IOException where an image cannot be decoded or the file not be written
   */
  public static void write(DataSet data, int tiles, Path file) throws IOException {
    int count = Math.min(tiles, data.images().size());
    ContactSheet sheet = new ContactSheet(count, data.labels().size());
    try (ImageDecoder decoder = new ImageDecoder()) {
      for (int tile = 0; tile < count; tile++) {
        int index = (int) ((long) tile * data.images().size() / count);
        sheet.draw(tile, data.images().get(index), decoder);
      }
    }
    sheet.drawLegend(count, data.labels());
    sheet.graphics.dispose();
    WholeFile.write(file, out -> ImageIO.write(sheet.sheet, "png", out));
  }

  private void draw(int tile, AnnotatedImage image, ImageDecoder decoder) throws IOException {
    int left = GAP + tile % COLUMNS * (TILE_WIDTH + GAP);
    int top = GAP + tile / COLUMNS * (TILE_HEIGHT + LINE + GAP);
    BufferedImage pixels = ImageFiles.toBufferedImage(DecodedImages.read(image, decoder));
    double scale =
        Math.min(TILE_WIDTH / (double) image.width(), TILE_HEIGHT / (double) image.height());
    int width = Math.max(1, (int) Math.round(scale * image.width()));
    int height = Math.max(1, (int) Math.round(scale * image.height()));
    graphics.drawImage(pixels, left, top, width, height, null);
    for (GroundTruth object : image.objects()) {
      Box box = object.box();
      graphics.setColor(colour(object.classId()));
      graphics.setStroke(stroke(object.difficult()));
      graphics.draw(
          new Rectangle2D.Double(
              left + scale * box.x1(),
              top + scale * box.y1(),
              scale * box.width(),
              scale * box.height()));
    }
    graphics.setColor(Color.BLACK);
    graphics.setClip(left, top + TILE_HEIGHT, TILE_WIDTH, LINE);
    graphics.drawString(image.id(), left, top + TILE_HEIGHT + LINE - 5);
    graphics.setClip(null);
  }

  private void drawLegend(int tiles, List<String> labels) {
    int columns = Math.min(COLUMNS, tiles);
    int top = GAP + (tiles + columns - 1) / columns * (TILE_HEIGHT + LINE + GAP);
    for (int i = 0; i < labels.size(); i++) {
      graphics.setColor(colour(i + 1));
      graphics.fillRect(GAP, top + LINE * i + 2, LINE - 4, LINE - 4);
      graphics.setColor(Color.BLACK);
      graphics.drawString(labels.get(i), GAP + LINE + 4, top + LINE * i + LINE - 5);
    }
  }

  private static BasicStroke stroke(boolean dashed) {
    float[] dashes = dashed ? new float[] {4, 3} : null;
    return new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0);
  }

  private static Color colour(int classId) {
    return Color.getHSBColor(classId * HUE_STEP, .9f, .95f);
  }
}
