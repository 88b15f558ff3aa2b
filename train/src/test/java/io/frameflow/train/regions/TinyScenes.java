package io.frameflow.train.regions;

import static io.frameflow.train.data.VocFolder.object;
import static io.frameflow.train.data.VocFolder.sized;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.VocFolder;
import io.frameflow.train.data.formats.DataSets;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Annotated pictures of the tiny task: one bright or dark square each, on noise. */
public final class TinyScenes {
  private static final int SIDE = 48;

  private TinyScenes() {}

  /** Writes so many pictures, of a few different sizes, and reads them. */
  public static List<AnnotatedImage> write(Path folder, int count, long seed) throws IOException {
    Random random = new Random(seed);
    VocFolder data = new VocFolder(folder);
    String[] ids = new String[count];
    for (int i = 0; i < count; i++) {
      ids[i] = "scene" + i;
      boolean bright = i % 2 == 0;
      int width = SIDE + 8 * (i % 3);
      int size = 14 + random.nextInt(8);
      int left = random.nextInt(width - size);
      int top = random.nextInt(SIDE - size);
      BufferedImage picture = new BufferedImage(width, SIDE, BufferedImage.TYPE_3BYTE_BGR);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < width; x++) {
          boolean inside = x >= left && x < left + size && y >= top && y < top + size;
          double level = 120 + 10 * random.nextGaussian() + (inside ? bright ? 100 : -100 : 0);
          int grey = (int) Math.max(0, Math.min(255, level));
          picture.setRGB(x, y, grey << 16 | grey << 8 | grey);
        }
      }
      data.picture(ids[i] + ".png", picture);
      String label = bright ? "bright" : "dark";
      data.annotation(
          ids[i], sized(width, SIDE, object(label, left + 1, top + 1, left + size, top + size)));
    }
    data.split("val", ids);
    return DataSets.open(folder, "val", List.of("bright", "dark")).images();
  }
}
