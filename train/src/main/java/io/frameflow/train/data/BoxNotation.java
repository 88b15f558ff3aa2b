package io.frameflow.train.data;

/** How an annotation format writes the four numbers of a box. */
public enum BoxNotation {
  /** Pascal VOC: xmin, ymin, xmax, ymax as 1-based pixels, the last ones inside the box. */
  EDGES_FROM_ONE,

  /** COCO: x, y, width, height in continuous pixels from 0. */
  CORNER_AND_SIZE
}
