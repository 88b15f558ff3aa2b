package io.frameflow.train.sampling;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.GroundTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Draws the RoIs of one image: a share of foreground, the rest background (Fast R-CNN, section
 * 2.3). Objects are drawn first and then one of their boxes, so that an object with many proposals
 * does not crowd out the others. Boxes repeat only once all of their kind were drawn.
 */
final class RoiChoice {
  private final SamplingOptions options;
  private final RandomGenerator random;

  RoiChoice(SamplingOptions options, RandomGenerator random) {
    this.options = options;
    this.random = random;
  }

  /** A drawn RoI; {@code object} is null for background. */
  record Roi(Box box, GroundTruth object) {}

  /** As many RoIs as the options ask for, foreground first. */
  List<Roi> draw(Scene scene, RoiCandidates candidates) {
    List<Roi> rois = new ArrayList<>(options.roisPerImage());
    List<Integer> objects = new ArrayList<>();
    Map<Integer, List<Integer>> byClass = new TreeMap<>();
    List<Deck> decks = new ArrayList<>();
    for (int k = 0; k < scene.objects().size(); k++) {
      decks.add(new Deck(candidates.foreground().get(k)));
      if (!candidates.foreground().get(k).isEmpty()) {
        objects.add(k);
        byClass.computeIfAbsent(scene.objects().get(k).classId(), c -> new ArrayList<>()).add(k);
      }
    }
    List<List<Integer>> classes = List.copyOf(byClass.values());
    int foreground = objects.isEmpty() ? 0 : foreground();
    while (rois.size() < foreground) {
      boolean balanced = random.nextFloat() < options.classBalancedShare();
      int object = any(balanced ? any(classes) : objects);
      rois.add(new Roi(decks.get(object).next(), scene.objects().get(object)));
    }
    Deck background = new Deck(candidates.background(random));
    while (rois.size() < options.roisPerImage()) {
      rois.add(new Roi(background.next(), null));
    }
    return rois;
  }

  /** Where less than one RoI is due, as with one RoI an image, one is drawn that often. */
  private int foreground() {
    float due = options.roisPerImage() * options.foregroundShare();
    if (due > 0 && due < 1) {
      return random.nextFloat() < due ? 1 : 0;
    }
    return Math.round(due);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Deals boxes without repetition until all were dealt, then shuffles again. */
  private final class Deck {
    private final Box[] boxes;
    private int dealt;

    Deck(List<Box> boxes) {
      this.boxes = boxes.toArray(Box[]::new);
    }

    Box next() {
      int at = dealt % boxes.length;
      int other = at + random.nextInt(boxes.length - at);
      Box box = boxes[other];
      boxes[other] = boxes[at];
      boxes[at] = box;
      dealt++;
      return box;
    }
  }
}
