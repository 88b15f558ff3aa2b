package io.frameflow.train.sampling;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Iou;
import io.frameflow.train.data.GroundTruth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The boxes of one image from which RoIs may be drawn, sorted into foreground of an object and
 * background by their best IoU with any object (Fast R-CNN, section 2.3).
 */
final class RoiCandidates {
  private static final int BACKGROUND_TRIES = 200;

  private final SamplingOptions options;
  private final Scene scene;
  private final List<List<Box>> foreground = new ArrayList<>();
  private final List<Box> background = new ArrayList<>();
  private final List<Box> farBackground = new ArrayList<>();

  RoiCandidates(Scene scene, SamplingOptions options, RandomGenerator random) {
    this.scene = scene;
    this.options = options;
    scene.objects().forEach(o -> foreground.add(new ArrayList<>()));
    for (int i = 0; i < scene.proposals().length; i += 4) {
      add(scene.proposals(), i);
    }
    for (GroundTruth object : scene.objects()) {
      addAround(object.box(), random);
    }
  }

  /** Per object of the scene, the boxes of which it is the best match with enough IoU. */
  List<List<Box>> foreground() {
    return foreground;
  }

  /**
   * Boxes with a best IoU within the background's bounds. Where there is none, boxes below the
   * bounds; where there is none of these either, one made up at random.
   */
  List<Box> background(RandomGenerator random) {
    if (!background.isEmpty()) {
      return background;
    }
    return farBackground.isEmpty() ? List.of(anyBackground(random)) : farBackground;
  }

  private void addAround(Box box, RandomGenerator random) {
    if (options.addGroundTruth()) {
      add(new float[] {box.x1(), box.y1(), box.x2(), box.y2()}, 0);
    }
    for (int k = 0; k < options.jitteredPerObject(); k++) {
      float moveX = box.width() * options.jitterDeviation();
      float moveY = box.height() * options.jitterDeviation();
      float[] edges = {
        box.x1() + moveX * (float) random.nextGaussian(),
        box.y1() + moveY * (float) random.nextGaussian(),
        box.x2() + moveX * (float) random.nextGaussian(),
        box.y2() + moveY * (float) random.nextGaussian()
      };
      if (Scene.clip(edges, 0, scene.width(), scene.height(), Scene.MIN_SIDE)) {
        add(edges, 0);
      }
    }
  }

  private void add(float[] e, int i) {
    int match = -1;
    float best = 0;
    for (int k = 0; k < scene.objects().size(); k++) {
      float iou = iou(e, i, scene.objects().get(k).box());
      if (iou > best) {
        best = iou;
        match = k;
      }
    }
    if (best >= options.foregroundIou()) {
      foreground.get(match).add(box(e, i));
    } else if (!meetsIgnored(e, i)) {
      (best >= options.backgroundIouLow() ? background : farBackground).add(box(e, i));
    }
  }

  private boolean meetsIgnored(float[] e, int i) {
    for (Box box : scene.ignored()) {
      if (iou(e, i, box) >= options.foregroundIou()) {
        return true;
      }
    }
    return false;
  }

  // Small random boxes: at least most of them overlap no object by half.
  private Box anyBackground(RandomGenerator random) {
    float side = Math.max(1, Math.min(scene.width(), scene.height()) / 4f);
    float[] e = new float[4];
    for (int k = 0; k < BACKGROUND_TRIES; k++) {
      float w = Math.min(scene.width(), side * (.5f + random.nextFloat()));
      float h = Math.min(scene.height(), side * (.5f + random.nextFloat()));
      e[0] = random.nextFloat() * (scene.width() - w);
      e[1] = random.nextFloat() * (scene.height() - h);
      e[2] = Math.min(scene.width(), e[0] + w);
      e[3] = Math.min(scene.height(), e[1] + h);
      float[] tried = e;
      boolean free =
          scene.objects().stream()
              .noneMatch(o -> iou(tried, 0, o.box()) >= options.foregroundIou());
      if (free && !meetsIgnored(e, 0)) {
        break;
      }
      e = Arrays.copyOf(e, 4);
    }
    return box(e, 0);
  }

  private static float iou(float[] e, int i, Box b) {
    return Iou.of(e[i], e[i + 1], e[i + 2], e[i + 3], b.x1(), b.y1(), b.x2(), b.y2());
  }

  private static Box box(float[] e, int i) {
    return new Box(e[i], e[i + 1], e[i + 2], e[i + 3]);
  }
}
