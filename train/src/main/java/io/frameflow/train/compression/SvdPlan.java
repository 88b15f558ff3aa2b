package io.frameflow.train.compression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which layers are compressed, and how far.
 *
 * @param choices by layer name (fc6, fc7, ...), in the order given
 */
public record SvdPlan(Map<String, RankChoice> choices) {

  /**
   * Reads {@code fc6=256}, {@code fc7=90%}, ...
   *
   * @throws IllegalArgumentException naming the word that cannot be read
   */
  public static SvdPlan parse(List<String> words) {
    Map<String, RankChoice> choices = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "'%s' is not LAYER=RANK or LAYER=ENERGY%%, such as fc6=256 or fc6=90%%"
                .formatted(word));
      }
      String layer = word.substring(0, equals).strip();
      if (choices.put(layer, RankChoice.parse(word.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("layer " + layer + " is given twice");
      }
    }
    return new SvdPlan(choices);
  }
}
