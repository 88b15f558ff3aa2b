package io.frameflow.connectors.simulation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Draws polygons given in a figure's own coordinates through the camera's perspective, and records
 * the outline of what it drew.
 */
final class Brush {
  private static final int ROUND = 14;
  private static final double[] COS = new double[ROUND];
  private static final double[] SIN = new double[ROUND];

  static {
    for (int i = 0; i < ROUND; i++) {
      COS[i] = Math.cos(2 * Math.PI * i / ROUND);
      SIN[i] = Math.sin(2 * Math.PI * i / ROUND);
    }
  }

  private final Viewpoint view;
  private final double sin;
  private final double cos;
  private final Graphics2D graphics;
  private final Path2D.Double path = new Path2D.Double();
  private double[] us = new double[64];
  private double[] vs = new double[64];
  private int count;
  private Light light = Light.flat();
  private Pose pose = Pose.world();
  private Silhouette silhouette = new Silhouette();

  Brush(Viewpoint view, BufferedImage canvas) {
    this.view = view;
    sin = Math.sin(view.yaw());
    cos = Math.cos(view.yaw());
    graphics = canvas.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /** Turns to the next figure; what is drawn from now on is outlined in {@code outline}. */
  void turnTo(Pose next, Light lighting, Silhouette outline) {
    pose = next;
    light = lighting;
    silhouette = outline;
  }

  Pose pose() {
    return pose;
  }

  Light light() {
    return light;
  }

  Viewpoint view() {
    return view;
  }

  /** Pixels per metre where the figure stands; fine detail is left out below some size. */
  double scale() {
    return view.scale(pose.x(), pose.y());
  }

  /** Light on a face whose outward normal is given in the figure's coordinates. */
  double lit(double normalX, double normalY, double normalZ) {
    return light.on(pose.direction() * normalX, normalY, normalZ);
  }

  /** Adds a corner to the polygon in the making. */
  Brush to(double x, double y, double z) {
    double worldX = pose.x() + pose.direction() * x;
    double worldY = pose.y() + y;
    double pixels = view.focal() / (worldX * sin + worldY * cos);
    return pixel(
        view.width() / 2.0 + pixels * (worldX * cos - worldY * sin),
        view.horizon() + pixels * (view.mast() - z));
  }

  private Brush pixel(double u, double v) {
    if (count == us.length) {
      us = Arrays.copyOf(us, 2 * count);
      vs = Arrays.copyOf(vs, 2 * count);
    }
    us[count] = u;
    vs[count++] = v;
    return this;
  }

  /** Whether the corners so far run around a face as seen from outside. */
  boolean facesCamera() {
    double twice = 0;
    for (int i = 0, j = count - 1; i < count; j = i++) {
      twice += us[j] * vs[i] - us[i] * vs[j];
    }
    return twice * pose.direction() < 0;
  }

  /** Gives up the polygon in the making. */
  void forget() {
    count = 0;
  }

  /** Fills the polygon as part of the outline. */
  void fill(int rgb) {
    silhouette.add(us, vs, count);
    detail(rgb);
  }

  /** Fills a polygon that lies within what was filled before. */
  void detail(int rgb) {
    paint(new Color(rgb));
  }

  /** Darkens (or lightens) what lies under the polygon; never part of the outline. */
  void veil(int rgb, double opacity) {
    paint(new Color((rgb & 0xFFFFFF) | (int) (255 * opacity) << 24, true));
  }

  private void paint(Color colour) {
    path.reset();
    path.moveTo(us[0], vs[0]);
    for (int i = 1; i < count; i++) {
      path.lineTo(us[i], vs[i]);
    }
    path.closePath();
    count = 0;
    graphics.setColor(colour);
    graphics.fill(path);
  }

  /** A panel on the side that faces the camera, at the distance {@code y} across. */
  Brush side(double y, double x1, double z1, double x2, double z2) {
    return to(x1, y, z1).to(x2, y, z1).to(x2, y, z2).to(x1, y, z2);
  }

  /** A disc in the plane of the side, as wheels are. */
  Brush disc(double x, double y, double z, double radius) {
    for (int i = 0; i < ROUND; i++) {
      to(x + radius * COS[i], y, z + radius * SIN[i]);
    }
    return this;
  }

  /** A disc with a hole, cut open along one radius so that it stays one polygon. */
  Brush ring(double x, double y, double z, double outer, double inner) {
    for (int i = 0; i <= ROUND; i++) {
      to(x + outer * COS[i % ROUND], y, z + outer * SIN[i % ROUND]);
    }
    for (int i = ROUND; i >= 0; i--) {
      to(x + inner * COS[i % ROUND], y, z + inner * SIN[i % ROUND]);
    }
    return this;
  }

  /** A ball. */
  Brush ball(double x, double y, double z, double radius) {
    to(x, y, z);
    double u = us[--count];
    double v = vs[count];
    double r = radius * scale();
    for (int i = 0; i < ROUND; i++) {
      pixel(u + r * COS[i], v + r * SIN[i]);
    }
    return this;
  }

  /** A rounded stick from one point to the other, as thick at each end as its radius says. */
  Brush limb(
      double x1, double y1, double z1, double r1, double x2, double y2, double z2, double r2) {
    to(x1, y1, z1);
    to(x2, y2, z2);
    double u2 = us[--count];
    double v2 = vs[count];
    double u1 = us[--count];
    double v1 = vs[count];
    double pixels = scale();
    double angle = Math.atan2(v2 - v1, u2 - u1);
    cap(u1, v1, r1 * pixels, angle + Math.PI / 2);
    cap(u2, v2, r2 * pixels, angle - Math.PI / 2);
    return this;
  }

  /** Half a circle of five corners, from {@code start} on. */
  private void cap(double u, double v, double r, double start) {
    for (int i = 0; i < 5; i++) {
      double a = start + Math.PI * i / 4;
      pixel(u + r * Math.cos(a), v + r * Math.sin(a));
    }
  }
}
