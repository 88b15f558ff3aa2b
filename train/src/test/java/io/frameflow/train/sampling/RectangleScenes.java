package io.frameflow.train.sampling;

import static io.frameflow.train.data.VocFolder.object;
import static io.frameflow.train.data.VocFolder.sized;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.VocFolder;
import io.frameflow.train.data.formats.DataSets;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A data set of black images with red and green rectangles, and random proposals for it. */
record RectangleScenes(DataSet data, Map<String, Boxes> proposals) {
  static final List<String> LABELS = List.of("red", "green");
  private static final List<Color> COLOURS = List.of(Color.RED, Color.GREEN);
  private static final int PROPOSALS = 300;

  /** A red and a green rectangle per image, in its left and right half. */
  static RectangleScenes write(Path root, long seed, int images, int width, int height)
      throws IOException {
    Random random = new Random(seed);
    VocFolder folder = new VocFolder(root);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      String id = "scene" + i;
      BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
      String[] objects = new String[2];
      for (int k = 0; k < 2; k++) {
        int w = width / 5 + random.nextInt(width / 6);
        int h = height / 4 + random.nextInt(height / 3);
        int x = k * width / 2 + random.nextInt(width / 2 - w);
        int y = random.nextInt(height - h);
        Graphics2D g = picture.createGraphics();
        g.setColor(COLOURS.get(k));
        g.fillRect(x, y, w, h);
        g.dispose();
        objects[k] = object(LABELS.get(k), x + 1, y + 1, x + w, y + h);
      }
      folder.picture(id + ".png", picture).annotation(id, sized(width, height, objects));
      ids.add(id);
    }
    folder.split("train", ids.toArray(String[]::new));
    DataSet data = DataSets.open(root, "train", LABELS);
    Map<String, Boxes> proposals = new HashMap<>();
    for (AnnotatedImage image : data.images()) {
      proposals.put(image.id(), randomBoxes(random, width, height, PROPOSALS));
    }
    return new RectangleScenes(data, proposals);
  }

  static Boxes randomBoxes(Random random, int width, int height, int count) {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float w = width * (.1f + .4f * random.nextFloat());
      float h = height * (.1f + .6f * random.nextFloat());
      float x = (width - w) * random.nextFloat();
      float y = (height - h) * random.nextFloat();
      boxes.add(new Box(x, y, Math.min(width, x + w), Math.min(height, y + h)));
    }
    return Boxes.of(boxes);
  }
}
