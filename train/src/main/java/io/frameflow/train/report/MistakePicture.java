package io.frameflow.train.report;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.GroundTruth;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The part of an image where a mistake was made, with the objects in green and the box in question
 * in red, each with the name of its class.
 */
final class MistakePicture {

  /** Side of the square picture, in pixels. */
  static final int SIDE = 300;

  /** Side of the part that is shown, as a multiple of the box's longer side. */
  private static final float CONTEXT = 2.2f;

  private static final float LEAST_PART = 48;
  private static final Color TRUTH = new Color(0x12893d);
  private static final Color MISTAKE = new Color(0xd81e1e);
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.BOLD, 11);
  private static final int PAD = 2;

  private final Graphics2D graphics;
  private final AffineTransform place;

  private MistakePicture(Graphics2D graphics, AffineTransform place) {
    this.graphics = graphics;
    this.place = place;
  }

  /**
   * Draws.
   *
   * @param objects all of the image
   * @param mistake in pixels of the image
   * @param label of the box in question
   */
  static BufferedImage draw(
      BufferedImage image, List<GroundTruth> objects, Box mistake, String label) {
    float part = Math.max(LEAST_PART, CONTEXT * Math.max(mistake.width(), mistake.height()));
    float left = begin((mistake.x1() + mistake.x2()) / 2, part, image.getWidth());
    float top = begin((mistake.y1() + mistake.y2()) / 2, part, image.getHeight());
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.DARK_GRAY);
    graphics.fillRect(0, 0, SIDE, SIDE);
    float zoom = SIDE / part;
    AffineTransform place = AffineTransform.getScaleInstance(zoom, zoom);
    place.translate(-left, -top);
    graphics.drawImage(image, place, null);
    graphics.setStroke(new BasicStroke(2));
    graphics.setFont(FONT);
    MistakePicture drawing = new MistakePicture(graphics, place);
    objects.forEach(object -> drawing.outline(object.box(), TRUTH));
    drawing.outline(mistake, MISTAKE);
    // Names over all lines, else those are drawn through them.
    objects.forEach(object -> drawing.plate(object.box(), object.label(), TRUTH));
    drawing.plate(mistake, label, MISTAKE);
    graphics.dispose();
    return picture;
  }

  /** Where a part around a centre begins that lies within the image, as far as it fits. */
  private static float begin(float centre, float part, int side) {
    return part >= side ? (side - part) / 2 : Math.max(0, Math.min(side - part, centre - part / 2));
  }

  private Rectangle2D placed(Box box) {
    return place
        .createTransformedShape(
            new Rectangle2D.Float(box.x1(), box.y1(), box.width(), box.height()))
        .getBounds2D();
  }

  private void outline(Box box, Color colour) {
    graphics.setColor(colour);
    graphics.draw(placed(box));
  }

  /** The name in the box's left upper corner, or where that is next visible. */
  private void plate(Box box, String label, Color colour) {
    Rectangle2D placed = placed(box);
    if (!placed.intersects(0, 0, SIDE, SIDE)) {
      return;
    }
    FontMetrics metrics = graphics.getFontMetrics();
    int width = metrics.stringWidth(label) + 2 * PAD;
    int x = (int) Math.max(0, Math.min(SIDE - width, placed.getX()));
    int y = (int) Math.max(0, Math.min(SIDE - metrics.getHeight(), placed.getY()));
    graphics.setColor(colour);
    graphics.fillRect(x, y, width, metrics.getHeight());
    graphics.setColor(Color.WHITE);
    graphics.drawString(label, x + PAD, y + metrics.getAscent());
  }
}
