package io.frameflow.train.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One split of a Pascal VOC data set, checked when it is read.
 *
 * <p>VOC's edges are 1-based inclusive pixels; here x1 = xmin - 1, y1 = ymin - 1, x2 = xmax, y2 =
 * ymax. Boxes that reach over the image's edge are cut, degenerate ones (no extent, not finite, or
 * wholly outside) skipped; {@link #check()} counts both.
 */
public final class VocDataSet {
  private final VocLayout layout;
  private final List<AnnotatedImage> images;
  private final List<String> labels;
  private final DataSetCheck check;

  private VocDataSet(
      VocLayout layout, List<AnnotatedImage> images, List<String> labels, DataSetCheck check) {
    this.layout = layout;
    this.images = List.copyOf(images);
    this.labels = List.copyOf(labels);
    this.check = check;
  }

  /**
   * Reads the annotations and the image headers of a split.
   *
   * @param directory holds Annotations, JPEGImages and ImageSets/Main
   * @param split name of the list in ImageSets/Main, without {@code .txt}
   * @param labelsOrNull the class names in the order of their ids 1..K; null takes the names found
   *     in the split, sorted
   * @throws DataSetException where a file is missing or unusable, or an object's class is not among
   *     the given labels
   */
  public static VocDataSet read(Path directory, String split, List<String> labelsOrNull)
      throws DataSetException {
    VocLayout layout = new VocLayout(directory);
    VocAnnotationReader reader = new VocAnnotationReader();
    Map<String, VocAnnotation> annotations = new LinkedHashMap<>();
    TreeSet<String> found = new TreeSet<>();
    for (String id : layout.ids(split)) {
      VocAnnotation annotation = reader.read(layout.annotation(id));
      annotations.put(id, annotation);
      annotation.objects().forEach(o -> found.add(o.label()));
    }
    List<String> labels = labelsOrNull == null ? List.copyOf(found) : List.copyOf(labelsOrNull);
    if (labels.isEmpty()) {
      throw new DataSetException(
          "no image of split '" + split + "' of " + directory + " has an object; annotate some");
    }
    VocObjects objects = new VocObjects(labels);
    List<AnnotatedImage> images = new ArrayList<>(annotations.size());
    for (Map.Entry<String, VocAnnotation> e : annotations.entrySet()) {
      images.add(objects.place(e.getKey(), layout, e.getValue()));
    }
    return new VocDataSet(layout, images, labels, objects.check(directory, split, images));
  }

  /** The images in the order of the split list. */
  public List<AnnotatedImage> images() {
    return images;
  }

  /** The K class names; the class id is the index plus one. */
  public List<String> labels() {
    return labels;
  }

  /** What the reading found. */
  public DataSetCheck check() {
    return check;
  }

  /** The folder that was read. */
  public Path directory() {
    return layout.root();
  }

  /**
   * Identity of the split's content, as 64 hexadecimal digits: the SHA-256 of its ids, annotation
   * files and image files in list order. The folder's place and the split's name do not matter.
   *
   * @throws DataSetException where a file vanished or cannot be read
   */
  public String sha256() throws DataSetException {
    return DataSetHash.of(layout, images.stream().map(AnnotatedImage::id).toList());
  }
}
