package io.frameflow.train.data;

import java.nio.file.Path;
import java.util.List;

/** A folder with annotated images in one of the formats that can be read. */
public interface DataSetDirectory {

  /** Where the data set lies; below the folder that the user named, where that is a devkit. */
  Path root();

  /** The format's name for people. */
  String format();

  /**
   * The names of the splits, sorted; may be empty.
   *
   * @throws DataSetException where the folder cannot be listed
   */
  List<String> splits() throws DataSetException;

  /**
   * Opens a split.
   *
   * @throws DataSetException where there is none of that name (the message lists those that there
   *     are), or its list is unusable
   */
  StatedSplit split(String name) throws DataSetException;

  /**
   * What new splits can be made of.
   *
   * @param splitOrNull name of a split to divide; null for every annotated image, where the format
   *     knows images outside of splits
   * @throws DataSetException where there is none
   */
  StatedSplit source(String splitOrNull) throws DataSetException;
}
