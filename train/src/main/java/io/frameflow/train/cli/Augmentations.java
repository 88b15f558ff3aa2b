package io.frameflow.train.cli;

import io.frameflow.train.sampling.AugmentationOptions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The list behind {@code --augment}. */
final class Augmentations {

  private enum Kind {
    HFLIP(0),
    VFLIP(0),
    TRANSPOSE(0),
    SCALE(.2f),
    COLOUR(.2f),
    STRETCH(.2f);

    /** How much, where no amount is given; 0 where there is nothing to choose. */
    private final float usual;

    Kind(float usual) {
      this.usual = usual;
    }
  }

  /** Words that stand alone for a whole list. */
  private static final Map<String, AugmentationOptions> SETS =
      Map.of(
          "none", AugmentationOptions.none(),
          "photos", AugmentationOptions.photos(),
          "any-direction", AugmentationOptions.anyDirection());

  private Augmentations() {}

  /**
   * @param names such as {@code hflip, scale=.3}, or one of the sets alone
   * @throws IllegalArgumentException naming the word that is unknown or its amount that is wrong
   */
  static AugmentationOptions parse(List<String> names) {
    if (names.size() == 1 && SETS.containsKey(names.get(0))) {
      return SETS.get(names.get(0));
    }
    Map<Kind, Float> amounts = new EnumMap<>(Kind.class);
    names.forEach(name -> add(name, amounts));
    return new AugmentationOptions(
        amounts.containsKey(Kind.HFLIP),
        amounts.containsKey(Kind.VFLIP),
        amounts.containsKey(Kind.TRANSPOSE),
        amounts.getOrDefault(Kind.SCALE, 0f),
        amounts.getOrDefault(Kind.COLOUR, 0f),
        amounts.getOrDefault(Kind.STRETCH, 0f),
        List.of());
  }

  private static void add(String name, Map<Kind, Float> amounts) {
    int equals = name.indexOf('=');
    String word = equals < 0 ? name : name.substring(0, equals);
    Kind kind = Words.parse(Kind.class, "--augment", word);
    if (equals >= 0 && kind.usual == 0) {
      throw new IllegalArgumentException("--augment " + word + " takes no amount");
    }
    amounts.put(kind, equals < 0 ? kind.usual : amount(name, name.substring(equals + 1)));
  }

  private static float amount(String name, String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--augment %s has no number after the equals sign".formatted(name), e);
    }
  }
}
