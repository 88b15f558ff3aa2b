package io.frameflow.detector.proposals;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.frameflow.detector.proposals.segmentation.ColourSpace;
import io.frameflow.detector.proposals.segmentation.Similarity;
import io.frameflow.detector.proposals.segmentation.Strategy;
import java.util.List;

/**
 * How thoroughly selective search looks.
 *
 * @param preset which hierarchies are built
 * @param longSide images whose longer side has more pixels are brought down to it
 * @param smallestBox boxes with a side of fewer pixels, after that, are dropped
 * @param seed of the random part of the ranking
 */
public record SelectiveSearchSettings(
    Preset preset, Integer longSide, Integer smallestBox, Long seed) {

  private static final int LARGEST_SIDE = 4096;

  /** Named combinations; the first two are the paper's (table 5). */
  public enum Preset {
    /** 8 hierarchies: the paper's "fast". */
    FAST(
        500,
        10,
        new Strategy(
            List.of(ColourSpace.HSV, ColourSpace.LAB),
            List.of(50, 100),
            List.of(Similarity.ALL, Similarity.WITHOUT_COLOUR))),

    /** 80 hierarchies: the paper's "quality". */
    QUALITY(
        500,
        10,
        new Strategy(
            List.of(
                ColourSpace.HSV,
                ColourSpace.LAB,
                ColourSpace.RG_I,
                ColourSpace.HUE,
                ColourSpace.INTENSITY),
            List.of(50, 100, 150, 300),
            List.of(Similarity.ALL, Similarity.WITHOUT_COLOUR, Similarity.FILL, Similarity.SIZE))),

    /** 2 hierarchies of one colour space on a smaller image, for moving pictures. */
    VIDEO(
        320,
        8,
        new Strategy(
            List.of(ColourSpace.LAB),
            List.of(50),
            List.of(Similarity.ALL, Similarity.WITHOUT_COLOUR)));

    private final int longSide;
    private final int smallestBox;

    @SuppressWarnings("ImmutableEnumChecker") // a record of copied lists: it never changes
    private final Strategy strategy;

    Preset(int longSide, int smallestBox, Strategy strategy) {
      this.longSide = longSide;
      this.smallestBox = smallestBox;
      this.strategy = strategy;
    }

    Strategy strategy() {
      return strategy;
    }

    /**
     * The preset of a name, in whatever case.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    @JsonCreator
    public static Preset named(String name) {
      for (Preset preset : values()) {
        if (preset.name().equalsIgnoreCase(name)) {
          return preset;
        }
      }
      throw new IllegalArgumentException(
          "selective search: unknown preset \"%s\"; known are fast, quality and video"
              .formatted(name));
    }
  }

  /**
   * Fills in the preset's values for what is null.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public SelectiveSearchSettings {
    preset = preset == null ? Preset.FAST : preset;
    longSide = longSide == null ? preset.longSide : longSide;
    smallestBox = smallestBox == null ? preset.smallestBox : smallestBox;
    seed = seed == null ? 1 : seed;
    require("longSide", longSide, LARGEST_SIDE);
    require("smallestBox", smallestBox, longSide);
  }

  /** The values of a preset. */
  public static SelectiveSearchSettings of(Preset preset) {
    return new SelectiveSearchSettings(preset, null, null, null);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "selective search: %s must be from 1 to %d, but is %d".formatted(name, most, value));
    }
  }
}
