package io.frameflow.connectors.simulation;

/**
 * A fixed camera on a mast: a pinhole with a shifted lens, so that what is upright in the world is
 * upright in the picture.
 *
 * @param width picture width in pixels
 * @param height picture height in pixels
 * @param focal focal length in pixels
 * @param horizon row of the horizon in pixels
 * @param mast height of the camera above the ground in metres
 * @param yaw how far the camera looks to the right of straight across the street, in radians
 */
record Viewpoint(int width, int height, double focal, double horizon, double mast, double yaw) {

  /** Distance from the camera along its line of sight, in metres. */
  double depth(double x, double y) {
    return x * Math.sin(yaw) + y * Math.cos(yaw);
  }

  /** Pixels per metre at a place on the street. */
  double scale(double x, double y) {
    return focal / depth(x, y);
  }

  double column(double x, double y) {
    return width / 2.0 + focal * (x * Math.cos(yaw) - y * Math.sin(yaw)) / depth(x, y);
  }

  double row(double x, double y, double z) {
    return horizon + focal * (mast - z) / depth(x, y);
  }

  /** The x at which a line along the street, {@code y} metres away, leaves the picture. */
  double edge(double y, boolean right) {
    return edge(y, right, 0);
  }

  /** As above for a picture wider by {@code marginDegrees} on each side. */
  double edge(double y, boolean right, double marginDegrees) {
    double half = Math.atan(width / 2.0 / focal) + Math.toRadians(marginDegrees);
    double limit = Math.toRadians(84);
    double angle = Math.max(-limit, Math.min(limit, yaw + (right ? half : -half)));
    return y * Math.tan(angle);
  }
}
