package io.frameflow.standalone.soak;

import io.frameflow.connectors.simulation.SimulatedCamera;
import java.util.ArrayList;
import java.util.List;

/** Some frames of a simulated street, drawn once and used over and over. */
public final class Pictures {
  private static final long SEED = 7;
  private static final double FRAMES_PER_SECOND = 10;

  private Pictures() {}

  /** The first {@code count} frames, as JPEG. */
  public static List<byte[]> of(int width, int height, int count) {
    List<byte[]> jpegs = new ArrayList<>(count);
    try (SimulatedCamera camera =
        new SimulatedCamera("pictures", SEED, width, height, FRAMES_PER_SECOND, count)) {
      while (jpegs.size() < count) {
        jpegs.add(camera.next().orElseThrow().jpeg());
      }
    }
    return jpegs;
  }
}
