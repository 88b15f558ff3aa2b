package io.frameflow.train.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One split of a data set as its files state it. */
public interface StatedSplit {

  /** The folder that holds the data set. */
  Path directory();

  String name();

  /** Entries, usable or not. */
  int size();

  /**
   * The class names that the format itself declares, in the order of their ids there; empty where
   * it declares none. A declared class may have no object.
   */
  List<String> declaredLabels();

  /**
   * The class names by the numbers that the format itself gives them, which may have gaps; empty
   * where it gives none.
   */
  default Map<Long, String> categories() {
    return Map.of();
  }

  /**
   * Reads the images one by one, in the order of the split.
   *
   * @throws DataSetException where the split as a whole cannot be read, or as the receiver throws
   */
  void forEach(StatedImages receiver) throws DataSetException;

  /**
   * What an image's annotation says, as bytes that change when it does.
   *
   * @throws DataSetException where it cannot be read any more
   */
  byte[] fingerprint(AnnotatedImage image) throws DataSetException;

  /** Begins a repair of the annotations; the receiver must be given every image of the split. */
  Repair repair(AnnotationTarget target);

  /**
   * Writes new splits that are made of this one's images.
   *
   * @param parts ids of each new split, by its name
   * @throws IOException where one cannot be written
   */
  void divide(Map<String, Set<String>> parts, AnnotationTarget target) throws IOException;
}
