package io.frameflow.train.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One split of annotated images, checked when it was read.
 *
 * <p>Boxes that reach over the image's edge are cut, degenerate ones (no extent, not finite, or
 * wholly outside) skipped; {@link #check()} counts both. Objects marked difficult, and COCO's
 * crowds, are kept with their mark.
 *
 * <p>Neither pixels nor annotations are held in memory: the images of {@link #images()} are made
 * when they are asked for, from a compact copy of the annotations on disk. Reading is thread safe.
 */
public final class DataSet {
  private final StatedSplit split;
  private final List<AnnotatedImage> images;
  private final List<String> labels;
  private final DataSetCheck check;

  DataSet(StatedSplit split, List<AnnotatedImage> images, List<String> labels, DataSetCheck check) {
    this.split = split;
    this.images = images;
    this.labels = List.copyOf(labels);
    this.check = check;
  }

  /**
   * Reads the annotations and the image headers of a split.
   *
   * @param labelsOrNull the class names in the order of their ids 1..K; null takes those found in
   *     the split, in the order in which the format declares them or else sorted
   * @throws DataSetException where a file is missing or unusable, no image has an object, or an
   *     object's class is not among the given labels
   */
  public static DataSet read(StatedSplit split, List<String> labelsOrNull) throws DataSetException {
    SplitReading reading = new SplitReading(split, labelsOrNull);
    split.forEach(reading);
    return reading.finish();
  }

  /** The images in the order of the split; unmodifiable. */
  public List<AnnotatedImage> images() {
    return images;
  }

  /** The K class names; the class id is the index plus one. */
  public List<String> labels() {
    return labels;
  }

  /** The names of all declared classes by the data set's own numbers; empty where it has none. */
  public Map<Long, String> categories() {
    return split.categories();
  }

  /** What the reading found. */
  public DataSetCheck check() {
    return check;
  }

  /** The folder that was read. */
  public Path directory() {
    return split.directory();
  }

  /**
   * Identity of the split's content, as 64 hexadecimal digits: the SHA-256 of its ids, annotations
   * and image files in the split's order. The folder's place and the split's name do not matter.
   *
   * @throws DataSetException where a file vanished or cannot be read
   */
  public String sha256() throws DataSetException {
    return DataSetHash.of(split, images);
  }
}
