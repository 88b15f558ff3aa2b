package io.frameflow.train.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * One image file with its annotated objects; the pixels stay on disk.
 *
 * @param id name in the split list, unique in the data set
 * @param file the image file
 * @param width pixels, as the image file's own header says
 * @param height pixels, as the image file's own header says
 * @param objects the usable annotations, in file order; may be empty
 */
public record AnnotatedImage(
    String id, Path file, int width, int height, List<GroundTruth> objects) {
  public AnnotatedImage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(file, "file");
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "image " + id + " is " + width + "x" + height + " pixels; both must be at least 1");
    }
    objects = List.copyOf(objects);
  }
}
