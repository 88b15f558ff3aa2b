package io.frameflow.connectors.simulation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;

/**
 * A street as one fixed camera sees it. Frame k depends on nothing but the seed, k and the size:
 * frames may be asked for in any order. Other seeds are other streets, other light, other cameras.
 *
 * <p>Not thread safe: one scene belongs to one thread.
 */
public final class StreetScene {
  /** Frames per second of the scene's own time. */
  public static final double FRAMES_PER_SECOND = 15;

  /** The classes of objects; a bicycle's box holds its rider too. */
  public static final List<String> LABELS =
      List.of(Car.LABEL, Lorry.LABEL, Bus.LABEL, Cyclist.LABEL, Walker.LABEL);

  private static final int LEAST_SIZE = 96;
  private static final int LARGEST_SIZE = 8192;

  private final long seed;
  private final int width;
  private final int height;
  private final Backdrop backdrop;
  private final Traffic traffic;
  private final Sensor sensor;
  private final BufferedImage image;
  private final int[] pixels;
  private final Brush brush;

  /**
   * @param width picture width in pixels, 96 to 8192
   * @param height picture height in pixels, 96 to 8192
   * @throws IllegalArgumentException for a size outside these limits
   */
  public StreetScene(long seed, int width, int height) {
    requireSize(width, height);
    this.seed = seed;
    this.width = width;
    this.height = height;
    StreetPlan plan = StreetPlan.of(seed, width, height);
    backdrop = new Backdrop(plan);
    traffic = new Traffic(plan);
    sensor = new Sensor(seed, width * height);
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    brush = new Brush(plan.view(), image);
  }

  /** Refuses a size that no scene can have. */
  static void requireSize(int width, int height) {
    if (Math.min(width, height) < LEAST_SIZE || Math.max(width, height) > LARGEST_SIZE) {
      throw new IllegalArgumentException(
          "a street scene of %dx%d pixels: both sides must lie between %d and %d"
              .formatted(width, height, LEAST_SIZE, LARGEST_SIZE));
    }
  }

  /**
   * Draws one frame.
   *
   * @param frameIndex the frame's number, 0 or more; {@link #FRAMES_PER_SECOND} of them make a
   *     second
   */
  public StreetFrame render(long frameIndex) {
    return renderAt(frameIndex / FRAMES_PER_SECOND);
  }

  /**
   * Draws the scene at a moment, for a camera of another rate.
   *
   * @param seconds since the camera's first frame, 0 or more
   * @throws IllegalArgumentException for a moment before the first frame
   */
  public StreetFrame renderAt(double seconds) {
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException("a street scene begins at 0 seconds, not at " + seconds);
    }
    Light light = Light.at(seed, seconds);
    List<Standing> standings = traffic.at(seconds);
    backdrop.copyTo(pixels, light);
    for (Standing standing : standings) {
      brush.turnTo(standing.pose(), light, new Silhouette());
      Shadow.draw(brush, standing.figure());
    }
    List<Silhouette> outlines = new ArrayList<>(standings.size());
    for (Standing standing : standings) {
      Silhouette outline = new Silhouette();
      brush.turnTo(standing.pose(), light, outline);
      standing.figure().draw(brush);
      outlines.add(outline);
    }
    sensor.develop(pixels, width, Double.doubleToLongBits(seconds), light);
    return new StreetFrame(image, objects(standings, outlines));
  }

  private List<SceneObject> objects(List<Standing> standings, List<Silhouette> outlines) {
    List<SceneObject> objects = new ArrayList<>();
    for (int i = 0; i < standings.size(); i++) {
      Standing standing = standings.get(i);
      if (!standing.figure().label().isEmpty()) {
        List<Silhouette> nearer = outlines.subList(i + 1, outlines.size());
        Visibility.judge(standing, outlines.get(i), nearer, width, height).ifPresent(objects::add);
      }
    }
    return List.copyOf(objects);
  }
}
