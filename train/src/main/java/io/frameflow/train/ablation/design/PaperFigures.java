package io.frameflow.train.ablation.design;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the paper measured (on Pascal VOC 2007, for its networks S, M and L).
 *
 * @param source the table, figure or section
 * @param byNetwork figures by cell id, for every network; mAP as a share, not in per cent
 */
public record PaperFigures(String source, Map<String, Map<String, Double>> byNetwork) {

  public PaperFigures {
    byNetwork = Collections.unmodifiableMap(new LinkedHashMap<>(byNetwork));
  }

  public PaperFigures(String source) {
    this(source, Map.of());
  }

  /** With one more network's figures, given as id, figure, id, figure, ... */
  public PaperFigures with(String network, Object... figures) {
    Map<String, Double> byCell = new LinkedHashMap<>();
    for (int i = 0; i < figures.length; i += 2) {
      byCell.put((String) figures[i], (Double) figures[i + 1]);
    }
    Map<String, Map<String, Double>> all = new LinkedHashMap<>(byNetwork);
    all.put(network, byCell);
    return new PaperFigures(source, all);
  }
}
