package io.frameflow.connectors.simulation;

/**
 * Something that can be drawn on the street. Its own coordinates: x forward from its centre, y
 * across (negative towards the camera), z up, in metres.
 */
interface Figure {
  /** Class name of the object, or an empty string for street furniture. */
  String label();

  double length();

  double width();

  double height();

  /** Draws the figure where the brush stands. */
  void draw(Brush brush);
}
