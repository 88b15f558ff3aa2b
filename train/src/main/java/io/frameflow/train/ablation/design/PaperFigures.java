package io.frameflow.train.ablation.design;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the paper measured (on Pascal VOC 2007, for its networks S, M and L).
 *
 * @param source the table, figure or section
 * @param cells ids of the cells that it has figures for
 * @param byNetwork figures by cell id, for every network; mAP as a share, not in per cent
 */
public record PaperFigures(
    String source, List<String> cells, Map<String, Map<String, Double>> byNetwork) {

  public PaperFigures {
    cells = List.copyOf(cells);
    byNetwork = Collections.unmodifiableMap(new LinkedHashMap<>(byNetwork));
  }

  /** Figures of some cells, yet without any. */
  public static PaperFigures of(String source, List<Cell> cells) {
    return new PaperFigures(source, cells.stream().map(Cell::id).toList(), Map.of());
  }

  /**
   * With one more network's figures.
   *
   * @param figures one for each cell, in their order; what is beyond the last cell is left out
   */
  public PaperFigures with(String network, double... figures) {
    Map<String, Double> byCell = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(figures.length, cells.size()); i++) {
      byCell.put(cells.get(i), figures[i]);
    }
    Map<String, Map<String, Double>> all = new LinkedHashMap<>(byNetwork);
    all.put(network, byCell);
    return new PaperFigures(source, cells, all);
  }
}
