package io.frameflow.train.regions;

import io.frameflow.detector.InputGeometry;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.ModelManifest;
import java.util.ArrayList;
import java.util.List;

/**
 * At which of several sizes of an image each region is looked at: where its area is closest to 224
 * x 224 pixels (Fast R-CNN, section 2.4, after SPPnet).
 */
final class ScaleChoice {
  private static final double BEST_AREA = 224.0 * 224.0;
  private static final int LARGEST_SIDE = 8192;

  private final ModelManifest.Input own;
  private final List<ModelManifest.Input> inputs;

  /**
   * @param shortSides pixels; empty for the model's own
   * @throws IllegalArgumentException if all are larger than the model's own
   */
  ScaleChoice(ModelManifest.Input own, List<Integer> shortSides) {
    this.own = own;
    List<ModelManifest.Input> rules = new ArrayList<>();
    for (int side : shortSides.isEmpty() ? List.of(own.shortSide()) : shortSides) {
      long longSide = Math.round((double) own.longSide() * side / own.shortSide());
      rules.add(
          new ModelManifest.Input(
              side, (int) Math.min(LARGEST_SIDE, Math.max(side, longSide)), own.strideMultiple()));
    }
    inputs = List.copyOf(rules);
    if (inputs.stream().noneMatch(input -> input.shortSide() <= own.shortSide())) {
      throw new IllegalArgumentException(
          "short sides %s: one must be at most %d, the model's own, for it pools no larger regions"
              .formatted(shortSides, own.shortSide()));
    }
  }

  /** The rules that scale an image, one per size. */
  List<ModelManifest.Input> inputs() {
    return inputs;
  }

  /**
   * Index of the size for every region. A region that is longer there than the largest image that
   * the model is served with would not be pooled whole, so it goes to a smaller one.
   *
   * @param regions in pixels of the image
   */
  int[] choose(Image image, Boxes regions) {
    List<InputGeometry> sizes =
        inputs.stream()
            .map(input -> InputGeometry.of(image.width(), image.height(), input))
            .toList();
    int[] chosen = new int[regions.size()];
    for (int i = 0; i < chosen.length; i++) {
      double best = Double.POSITIVE_INFINITY;
      for (int s = 0; s < sizes.size(); s++) {
        InputGeometry size = sizes.get(s);
        double width = (double) regions.width(i) * size.scaleX();
        double height = (double) regions.height(i) * size.scaleY();
        boolean fits = sizes.size() == 1 || Math.max(width, height) <= own.longSide();
        double distance = Math.abs(Math.log(width * height / BEST_AREA));
        if (fits && distance < best) {
          best = distance;
          chosen[i] = s;
        }
      }
    }
    return chosen;
  }
}
