package io.frameflow.train.data.check;

import io.frameflow.train.data.Defect;

/** What a repair did about a defect, for people. */
final class RepairWords {
  private RepairWords() {}

  static String of(Defect kind) {
    return switch (kind) {
      case WRONG_SIZE -> "corrected image sizes";
      case BOX_OVER_EDGE -> "cut boxes to the image";
      case DEGENERATE_BOX -> "removed degenerate boxes";
      case BOX_OUTSIDE -> "removed boxes outside of the image";
      case REPEATED_OBJECT -> "removed objects annotated twice";
      case ORPHAN_ANNOTATION -> "removed annotations without an image or a class";
      case LISTED_TWICE -> "removed second entries of an image";
      case MISSING_ANNOTATION, BAD_ANNOTATION, MISSING_IMAGE, BAD_IMAGE ->
          "took images off the split (" + kind.plural() + ")";
      case SAME_IMAGE, IN_TWO_SPLITS, UNSEEN_CLASS -> "left as it is (" + kind.plural() + ")";
    };
  }
}
