package io.frameflow.train.ablation.design;

import java.util.List;

/**
 * A comparison that the paper made.
 *
 * @param id for {@code --only}
 * @param title for people
 * @param cells what is compared, in the order of tables and pictures
 * @param reference the cell that pictures compare the others with, seed by seed
 * @param unit how they are compared there
 * @param extras figures that tables show besides the compared one, where a measurement has them
 * @param notes what must be known to read the figures
 */
public record Experiment(
    String id,
    String title,
    List<Cell> cells,
    Cell reference,
    Quantity.Unit unit,
    List<Measure> extras,
    PaperFigures paper,
    List<Claim> claims,
    List<String> notes) {

  public Experiment {
    cells = List.copyOf(cells);
    extras = List.copyOf(extras);
    claims = List.copyOf(claims);
    notes = List.copyOf(notes);
  }

  /** All measurements, each once. */
  public List<Measurement> measurements() {
    return cells.stream().map(Cell::measurement).distinct().toList();
  }
}
