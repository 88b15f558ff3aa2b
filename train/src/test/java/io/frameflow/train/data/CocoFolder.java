package io.frameflow.train.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A COCO folder that a test fills as it likes, sound or not. */
public final class CocoFolder {
  private final Path root;
  private final List<String> categories = new ArrayList<>();
  private final List<String> images = new ArrayList<>();
  private final List<String> annotations = new ArrayList<>();

  public CocoFolder(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  public CocoFolder category(long id, String name) {
    categories.add("{\"id\": %d, \"name\": \"%s\", \"supercategory\": \"x\"}".formatted(id, name));
    return this;
  }

  /** An entry of a 100x80 image. */
  public CocoFolder entry(long id, String fileName) {
    return entry(id, fileName, 100, 80);
  }

  public CocoFolder entry(long id, String fileName, int width, int height) {
    images.add(
        "{\"id\": %d, \"file_name\": \"%s\", \"width\": %d, \"height\": %d}"
            .formatted(id, fileName, width, height));
    return this;
  }

  public CocoFolder box(long image, long category, String bbox, int crowd) {
    annotations.add(
        "{\"id\": %d, \"image_id\": %d, \"category_id\": %d, \"bbox\": %s, \"iscrowd\": %d, \"segmentation\": [[1, 2.50, 3]]}"
            .formatted(annotations.size() + 1, image, category, bbox, crowd));
    return this;
  }

  public CocoFolder box(long image, long category, String bbox) {
    return box(image, category, bbox, 0);
  }

  /** A grey 100x80 JPEG; its shade tells pictures apart. */
  public CocoFolder picture(String path, int shade) throws IOException {
    BufferedImage picture = new BufferedImage(100, 80, BufferedImage.TYPE_3BYTE_BGR);
    for (int x = 0; x < 100; x++) {
      picture.setRGB(x, 40, 0x10101 * (x * shade % 256));
    }
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, "jpg", file.toFile());
    return this;
  }

  /** Writes what was gathered, with the annotations first where they are to come first. */
  public CocoFolder write(String file, boolean annotationsFirst) throws IOException {
    String a = "\"annotations\": [" + String.join(",\n", annotations) + "]";
    String i = "\"images\": [" + String.join(",\n", images) + "]";
    String c = "\"categories\": [" + String.join(",\n", categories) + "]";
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(
        path,
        "{\"info\": {\"year\": 2026},\n"
            + (annotationsFirst ? a + ",\n" + i : i + ",\n" + a)
            + ",\n"
            + c
            + "}\n");
    return this;
  }

  public CocoFolder write(String file) throws IOException {
    return write(file, false);
  }
}
