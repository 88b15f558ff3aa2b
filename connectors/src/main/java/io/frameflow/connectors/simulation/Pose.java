package io.frameflow.connectors.simulation;

/**
 * Where a thing stands on the street.
 *
 * @param x centre along the street, metres
 * @param y centre across the street, metres
 * @param direction +1 when it heads to larger x, -1 otherwise
 * @param travelled metres gone so far; turns wheels and moves legs
 */
record Pose(double x, double y, int direction, double travelled) {

  /** The frame of the world itself, for what never moves. */
  static Pose world() {
    return new Pose(0, 0, 1, 0);
  }
}
