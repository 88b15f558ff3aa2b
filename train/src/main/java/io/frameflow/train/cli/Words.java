package io.frameflow.train.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values of enums as words of the command line: lower case, with an error that lists them. */
final class Words {

  private Words() {}

  /**
   * @throws IllegalArgumentException naming the flag, the word and those that there are
   */
  static <E extends Enum<E>> E parse(Class<E> kind, String flag, String word) {
    return Arrays.stream(kind.getEnumConstants())
        .filter(value -> word(value).equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s knows no '%s'; choose from %s"
                        .formatted(
                            flag,
                            word,
                            Arrays.stream(kind.getEnumConstants())
                                .map(Words::word)
                                .collect(Collectors.joining(", ")))));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
