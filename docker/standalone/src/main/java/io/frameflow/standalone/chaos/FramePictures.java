package io.frameflow.standalone.chaos;

import io.frameflow.connectors.simulation.SimulatedCamera;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A few small pictures drawn beforehand, so that cameras cost next to nothing, and broken ones. */
final class FramePictures {

  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final int PICTURES = 12;

  private final List<byte[]> whole = new ArrayList<>();

  FramePictures(long seed) {
    try (SimulatedCamera camera = new SimulatedCamera("chaos", seed, WIDTH, HEIGHT, 2, PICTURES)) {
      for (int i = 0; i < PICTURES; i++) {
        whole.add(camera.next().orElseThrow().jpeg());
      }
    }
  }

  byte[] picture(long sequence) {
    return whole.get((int) (sequence % whole.size()));
  }

  /** What must become a dead letter: half a JPEG, none at all, or noise. */
  byte[] broken(Random random) {
    byte[] picture = whole.get(random.nextInt(whole.size()));
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(picture, picture.length / 2);
      case 1 -> new byte[0];
      default -> noise(random);
    };
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[64 + random.nextInt(1000)];
    random.nextBytes(noise);
    return noise;
  }
}
