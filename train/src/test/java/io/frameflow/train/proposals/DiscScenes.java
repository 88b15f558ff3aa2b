package io.frameflow.train.proposals;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.images.Image;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Pictures of many sizes with a few bright discs ("ball") and a rare small square ("chip"). */
final class DiscScenes implements ImageSource {

  static final List<String> LABELS = List.of("ball", "chip");

  private final List<AnnotatedImage> images = new ArrayList<>();
  private final Map<String, Image> pixels = new HashMap<>();

  DiscScenes(long seed, int count) {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      paint(random, "scene" + i);
    }
  }

  List<AnnotatedImage> images() {
    return images;
  }

  @Override
  public Image read(AnnotatedImage image) {
    return pixels.get(image.id());
  }

  private void paint(Random random, String id) {
    int width = 160 + random.nextInt(160);
    int height = 160 + random.nextInt(160);
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (90 + random.nextInt(30));
    }
    List<GroundTruth> objects = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int side = 30 + random.nextInt(50);
      objects.add(place(random, rgb, width, height, side, true));
    }
    objects.add(place(random, rgb, width, height, 12 + random.nextInt(5), false));
    images.add(new AnnotatedImage(id, Path.of(id + ".jpg"), width, height, objects));
    pixels.put(id, new Image(width, height, rgb));
  }

  private static GroundTruth place(
      Random random, byte[] rgb, int width, int height, int side, boolean disc) {
    int left = random.nextInt(width - side);
    int top = random.nextInt(height - side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double dx = x + .5 - side / 2.0;
        double dy = y + .5 - side / 2.0;
        if (!disc || dx * dx + dy * dy <= side * side / 4.0) {
          int at = 3 * ((top + y) * width + left + x);
          rgb[at] = (byte) (disc ? 220 : 20);
          rgb[at + 1] = (byte) (disc ? 200 : 30);
          rgb[at + 2] = (byte) (disc ? 60 : 160);
        }
      }
    }
    Box box = new Box(left, top, left + side, top + side);
    return new GroundTruth(disc ? "ball" : "chip", disc ? 1 : 2, box, false);
  }
}
