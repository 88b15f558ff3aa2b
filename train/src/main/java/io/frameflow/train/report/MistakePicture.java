package io.frameflow.train.report;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.GroundTruth;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The part of an image where a mistake was made, with the objects in green and the box in question
 * in red.
 */
final class MistakePicture {

  /** Side of the square picture, in pixels. */
  static final int SIDE = 240;

  /** Side of the part that is shown, as a multiple of the box's longer side. */
  private static final float CONTEXT = 2.2f;

  private static final float LEAST_PART = 48;
  private static final Color TRUTH = new Color(0x21c45d);
  private static final Color MISTAKE = new Color(0xf02c2c);

  private MistakePicture() {}

  /**
   * Draws.
   *
   * @param objects all of the image
   * @param mistake in pixels of the image
   */
  static BufferedImage draw(BufferedImage image, List<GroundTruth> objects, Box mistake) {
    float part = Math.max(LEAST_PART, CONTEXT * Math.max(mistake.width(), mistake.height()));
    float left = (mistake.x1() + mistake.x2() - part) / 2;
    float top = (mistake.y1() + mistake.y2() - part) / 2;
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setColor(Color.DARK_GRAY);
    graphics.fillRect(0, 0, SIDE, SIDE);
    float zoom = SIDE / part;
    AffineTransform place = AffineTransform.getScaleInstance(zoom, zoom);
    place.translate(-left, -top);
    graphics.drawImage(image, place, null);
    graphics.setStroke(new BasicStroke(2));
    graphics.setColor(TRUTH);
    for (GroundTruth object : objects) {
      graphics.draw(placed(object.box(), place));
    }
    graphics.setColor(MISTAKE);
    graphics.draw(placed(mistake, place));
    graphics.dispose();
    return picture;
  }

  private static Shape placed(Box box, AffineTransform place) {
    return place.createTransformedShape(
        new Rectangle2D.Float(box.x1(), box.y1(), box.width(), box.height()));
  }
}
