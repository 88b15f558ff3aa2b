package io.frameflow.train.data;

import java.nio.file.Path;
import java.util.List;

/** One split of a data set as its files state it. */
public interface StatedSplit {

  /** The folder that holds the data set. */
  Path directory();

  String name();

  /**
   * The class names that the format itself declares, in the order of their ids there; empty where
   * it declares none. A declared class may have no object.
   */
  List<String> declaredLabels();

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
}
