package io.frameflow.train.data;

/** What can be wrong with a data set. */
public enum Defect {
  /** An image id stands in its split list twice, or in a COCO file under two entries. */
  LISTED_TWICE("images listed twice"),
  MISSING_ANNOTATION("missing annotation files"),
  BAD_ANNOTATION("unreadable annotations"),
  MISSING_IMAGE("missing image files"),
  /** Empty, cut off, damaged, of another format or too large. */
  BAD_IMAGE("unreadable images"),
  WRONG_SIZE("wrong or missing image sizes in annotations"),
  /** Without extent, or not finite. */
  DEGENERATE_BOX("degenerate boxes"),
  BOX_OUTSIDE("boxes wholly outside of the image"),
  BOX_OVER_EDGE("boxes that reach over the image's edge"),
  /** The same class and box once more in the same image. */
  REPEATED_OBJECT("objects annotated twice"),
  /** An annotation of an image or a class that the file does not have. */
  ORPHAN_ANNOTATION("annotations without an image or a class"),
  /** The same bytes under two ids. */
  SAME_IMAGE("image files with equal content"),
  IN_TWO_SPLITS("images in two splits"),
  UNSEEN_CLASS("classes without an object in a split");

  private final String plural;

  Defect(String plural) {
    this.plural = plural;
  }

  /** Words for a heading or a count. */
  public String plural() {
    return plural;
  }
}
