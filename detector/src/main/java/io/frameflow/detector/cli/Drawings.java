package io.frameflow.detector.cli;

import io.frameflow.detector.Detection;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageFiles;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;

/** Copies of images with the detections painted on them, in one directory. */
final class Drawings {

  /** Turns consecutive class ids into colours far apart: the golden angle as part of a circle. */
  private static final float HUE_STEP = 0.381966f;

  private final Path directory;
  private final Set<String> taken = new HashSet<>();

  /**
   * @throws IOException if the directory cannot be made, or holds one of the images themselves
   */
  Drawings(Path directory, List<Path> images) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    for (Path image : images) {
      Path home = image.toAbsolutePath().getParent();
      if (Files.exists(home) && Files.isSameFile(home, directory)) {
        throw new IOException(
            directory + ": holds the images themselves; give --draw another directory");
      }
    }
  }

  /** Writes a copy under the image's name; of equal names the later ones get a number. */
  void write(Path file, Image image, ImageDetections found) throws IOException {
    BufferedImage picture = ImageFiles.toBufferedImage(image);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    float line = Math.max(1.5f, Math.min(image.width(), image.height()) / 240f);
    graphics.setStroke(new BasicStroke(line));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.round(6 + 3 * line)));
    // the best on top
    for (int i = found.detections().size() - 1; i >= 0; i--) {
      draw(graphics, found.detections().get(i), image.width());
    }
    graphics.dispose();
    Path target = directory.resolve(freeName(file.getFileName().toString()));
    String format = target.toString().toLowerCase(Locale.ROOT).endsWith(".png") ? "png" : "jpeg";
    WholeFile.write(
        target,
        out -> {
          if (!ImageIO.write(picture, format, out)) {
            throw new IOException("there is no writer for " + format);
          }
        });
  }

  private static void draw(Graphics2D graphics, Detection detection, int imageWidth) {
    Box box = detection.box();
    Color colour = Color.getHSBColor(detection.classId() * HUE_STEP, 0.9f, 0.95f);
    graphics.setColor(colour);
    graphics.draw(new Rectangle2D.Float(box.x1(), box.y1(), box.width(), box.height()));
    String text = String.format(Locale.ROOT, "%s %.2f", detection.label(), detection.score());
    FontMetrics metrics = graphics.getFontMetrics();
    int width = metrics.stringWidth(text) + 4;
    int height = metrics.getHeight();
    int left = Math.max(0, Math.min(Math.round(box.x1()), imageWidth - width));
    // above the box, or inside it where there is no room above
    int top = box.y1() >= height ? Math.round(box.y1()) - height : Math.round(box.y1());
    graphics.fillRect(left, top, width, height);
    graphics.setColor(isBright(colour) ? Color.BLACK : Color.WHITE);
    graphics.drawString(text, left + 2, top + metrics.getAscent());
  }

  private static boolean isBright(Color colour) {
    return 0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue() > 140;
  }

  private String freeName(String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String suffix = dot > 0 ? name.substring(dot) : ".jpg";
    String candidate = stem + suffix;
    for (int i = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); i++) {
      candidate = stem + "-" + i + suffix;
    }
    return candidate;
  }
}
