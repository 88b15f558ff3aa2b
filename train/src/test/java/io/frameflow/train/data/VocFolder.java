package io.frameflow.train.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A VOC folder that a test fills as it likes, sound or not. */
public final class VocFolder {
  private final Path root;

  public VocFolder(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve("Annotations"));
    Files.createDirectories(root.resolve("JPEGImages"));
    Files.createDirectories(root.resolve("ImageSets/Main"));
  }

  public Path root() {
    return root;
  }

  public VocFolder split(String name, String... ids) throws IOException {
    Files.writeString(
        root.resolve("ImageSets/Main/" + name + ".txt"), String.join("\n", ids) + "\n");
    return this;
  }

  /** An image file, PNG or JPEG by the picture's file name. */
  public VocFolder picture(String fileName, BufferedImage picture) throws IOException {
    String format = fileName.substring(fileName.lastIndexOf('.') + 1);
    ImageIO.write(picture, format, root.resolve("JPEGImages/" + fileName).toFile());
    return this;
  }

  /** A grey JPEG of 100x80 with the given annotation text. */
  public VocFolder image(String id, String annotation) throws IOException {
    picture(id + ".jpg", new BufferedImage(100, 80, BufferedImage.TYPE_3BYTE_BGR));
    return annotation(id, annotation);
  }

  public VocFolder annotation(String id, String text) throws IOException {
    Files.writeString(root.resolve("Annotations/" + id + ".xml"), text);
    return this;
  }

  /** A whole annotation of a 100x80 image. */
  public static String annotation(String... objects) {
    return sized(100, 80, objects);
  }

  public static String sized(int width, int height, String... objects) {
    return "<annotation><size><width>"
        + width
        + "</width><height>"
        + height
        + "</height><depth>3</depth></size>"
        + String.join("", objects)
        + "</annotation>";
  }

  public static String object(String label, float xmin, float ymin, float xmax, float ymax) {
    return "<object><name>%s</name>%s</object>".formatted(label, box(xmin, ymin, xmax, ymax));
  }

  public static String difficult(String label, float xmin, float ymin, float xmax, float ymax) {
    return "<object><name>%s</name><difficult>1</difficult>%s</object>"
        .formatted(label, box(xmin, ymin, xmax, ymax));
  }

  static String box(float xmin, float ymin, float xmax, float ymax) {
    return "<bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox>"
        .formatted(xmin, ymin, xmax, ymax);
  }
}
