package io.frameflow.train.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * An image as its annotation states it, before any check against the image file.
 *
 * @param id unique in the split
 * @param file the image file, which exists
 * @param annotation the file that the objects are written in
 * @param width stated width in pixels, 0 where the annotation has none
 * @param height stated height in pixels, 0 where the annotation has none
 * @param objects in file order
 */
public record StatedImage(
    String id, Path file, Path annotation, int width, int height, List<StatedObject> objects) {
  public StatedImage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(annotation, "annotation");
    objects = List.copyOf(objects);
  }

  /** The id, with the file's name where the id alone would not lead to it. */
  public String shown() {
    String name = file.getFileName().toString();
    return name.startsWith(id + ".") ? id : id + " (" + name + ")";
  }
}
