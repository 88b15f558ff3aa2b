package io.frameflow.connectors.simulation;

/**
 * One object of a frame.
 *
 * <p>The box holds the object's whole outline as far as it lies within the picture, what nearer
 * things hide of it included: x1, y1, x2, y2 in continuous pixels of the picture, x2 and y2
 * exclusive, 0 &lt;= x1 &lt; x2 &lt;= width.
 *
 * @param id the same for the same object in every frame of its camera
 * @param label one of {@link StreetScene#LABELS}
 * @param difficult true when the object should not be asked for; see {@link Visibility}
 */
public record SceneObject(
    long id, String label, float x1, float y1, float x2, float y2, boolean difficult) {
  public SceneObject {
    if (!(x1 < x2 && y1 < y2)) {
      throw new IllegalArgumentException(
          "the box of a " + label + " is empty: " + x1 + "," + y1 + "," + x2 + "," + y2);
    }
  }
}
