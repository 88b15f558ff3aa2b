package io.frameflow.train.data.coco;

import io.frameflow.train.data.DataSetException;

/** Receives the parts of a COCO file that it wants, in file order. */
interface CocoSections {
  String CATEGORIES = "categories";
  String IMAGES = "images";
  String ANNOTATIONS = "annotations";

  /** Whether a section is to be read; others are skipped over. */
  boolean wants(String section);

  default void category(CocoCategory category) throws DataSetException {}

  default void image(CocoImage image) throws DataSetException {}

  default void annotation(CocoAnnotation annotation) throws DataSetException {}
}
