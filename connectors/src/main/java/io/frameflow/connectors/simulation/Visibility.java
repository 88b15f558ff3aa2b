package io.frameflow.connectors.simulation;

import java.util.List;
import java.util.Optional;

/**
 * Says from the outlines of a frame which objects can fairly be asked for.
 *
 * <ul>
 *   <li>No record: nothing of the object lies within the picture, or more than 90 % of what does is
 *       hidden by nearer things, or less than {@value #LEAST_SIDE} pixels of its box remain on a
 *       side.
 *   <li>Difficult: more than 70 % hidden, or less than 25 % of its bounding rectangle within the
 *       picture, or the short side of its box below {@value #SHORT_SIDE} pixels.
 * </ul>
 */
final class Visibility {
  static final double SHORT_SIDE = 14;
  static final double LEAST_SIDE = 2;
  static final double HIDDEN_DIFFICULT = 0.70;
  static final double HIDDEN_OMITTED = 0.90;
  static final double INSIDE_DIFFICULT = 0.25;

  private static final int GRID = 20; // samples along each side of the box

  private Visibility() {}

  /**
   * The record of one object.
   *
   * @param nearer outlines of everything that was drawn after it
   */
  static Optional<SceneObject> judge(
      Standing standing, Silhouette outline, List<Silhouette> nearer, int width, int height) {
    Silhouette seen = outline.within(width, height);
    float x1 = seen.left();
    float y1 = seen.top();
    float x2 = seen.right();
    float y2 = seen.bottom();
    if (seen.isEmpty() || x2 - x1 < LEAST_SIDE || y2 - y1 < LEAST_SIDE) {
      return Optional.empty();
    }
    double whole = (double) (outline.right() - outline.left()) * (outline.bottom() - outline.top());
    double inside = (double) (x2 - x1) * (y2 - y1) / whole;
    double hidden = hidden(seen, nearer, x1, y1, x2, y2);
    if (hidden > HIDDEN_OMITTED) {
      return Optional.empty();
    }
    boolean difficult =
        hidden > HIDDEN_DIFFICULT
            || inside < INSIDE_DIFFICULT
            || Math.min(x2 - x1, y2 - y1) < SHORT_SIDE;
    return Optional.of(
        new SceneObject(standing.id(), standing.figure().label(), x1, y1, x2, y2, difficult));
  }

  /** Share of the outline within the given rectangle that lies under nearer outlines. */
  static double hidden(
      Silhouette outline, List<Silhouette> nearer, double x1, double y1, double x2, double y2) {
    List<Silhouette> meeting = nearer.stream().filter(outline::boundsMeet).toList();
    if (meeting.isEmpty()) {
      return 0;
    }
    int own = 0;
    int covered = 0;
    for (int row = 0; row < GRID; row++) {
      double v = y1 + (y2 - y1) * (row + 0.5) / GRID;
      for (int column = 0; column < GRID; column++) {
        double u = x1 + (x2 - x1) * (column + 0.5) / GRID;
        if (outline.contains(u, v)) {
          own++;
          if (meeting.stream().anyMatch(other -> other.contains(u, v))) {
            covered++;
          }
        }
      }
    }
    return own == 0 ? 0 : (double) covered / own;
  }
}
