package io.frameflow.train.cli;

import io.frameflow.train.sampling.AugmentationOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The list behind {@code --augment}. */
final class Augmentations {

  private enum Kind {
    HFLIP,
    VFLIP,
    TRANSPOSE,
    SCALE,
    COLOUR
  }

  private static final float JITTER = .2f;
  private static final String NONE = "none";

  private Augmentations() {}

  /**
   * @param names such as {@code hflip, scale}, or {@code none} alone
   * @throws IllegalArgumentException naming the word that is unknown
   */
  static AugmentationOptions parse(List<String> names) {
    Set<Kind> kinds = new LinkedHashSet<>();
    if (!names.equals(List.of(NONE))) {
      names.forEach(name -> kinds.add(Words.parse(Kind.class, "--augment", name)));
    }
    return new AugmentationOptions(
        kinds.contains(Kind.HFLIP),
        kinds.contains(Kind.VFLIP),
        kinds.contains(Kind.TRANSPOSE),
        kinds.contains(Kind.SCALE) ? JITTER : 0,
        kinds.contains(Kind.COLOUR) ? JITTER : 0);
  }
}
