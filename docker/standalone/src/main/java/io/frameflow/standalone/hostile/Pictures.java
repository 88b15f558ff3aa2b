package io.frameflow.standalone.hostile;

import io.frameflow.connectors.simulation.SimulatedCamera;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Valid pictures of simulated streets, in the simulation's encoding and in the JDK's. */
final class Pictures {

  private static final int[][] SIZES = {{640, 480}, {320, 240}, {333, 217}};

  private final List<byte[]> good = new ArrayList<>();
  private final List<byte[]> all = new ArrayList<>();
  private final List<byte[]> progressive = new ArrayList<>();
  private final BufferedImage street;

  /**
   * @param cameras how many of them send good frames
   */
  Pictures(long seed, int cameras) throws IOException {
    for (int i = 0; i < cameras; i++) {
      good.add(streetOf(seed + i, 640, 480));
    }
    BufferedImage last = null;
    for (int[] size : SIZES) {
      byte[] camera = streetOf(seed, size[0], size[1]);
      all.add(camera);
      last = ImageIO.read(new ByteArrayInputStream(camera));
      for (Encoding encoding : Encoding.values()) {
        byte[] jpeg = encoding.encode(last);
        all.add(jpeg);
        if (encoding == Encoding.PROGRESSIVE) {
          progressive.add(jpeg);
        }
      }
    }
    street = last;
  }

  private static byte[] streetOf(long seed, int width, int height) {
    try (SimulatedCamera camera =
        new SimulatedCamera("pictures", seed, width, height, 1, Long.MAX_VALUE)) {
      return camera.next().orElseThrow().jpeg();
    }
  }

  /** The picture that a camera sends again and again. */
  byte[] good(int camera) {
    return good.get(camera);
  }

  byte[] any(SplittableRandom dice) {
    return all.get(dice.nextInt(all.size()));
  }

  byte[] progressive(SplittableRandom dice) {
    return progressive.get(dice.nextInt(progressive.size()));
  }

  /** Pixels for other encoders. */
  BufferedImage street() {
    return street;
  }
}
