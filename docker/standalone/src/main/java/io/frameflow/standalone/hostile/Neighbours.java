package io.frameflow.standalone.hostile;

import io.frameflow.detector.Detection;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.pipeline.operator.FrameModel;
import io.frameflow.schemas.BoundingBox;
import io.frameflow.schemas.FrameDetections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the good pictures show when the model sees each of them alone, and whether it saw the same
 * between hostile ones.
 *
 * <p>The network's sums depend on the size of the batch in their last digits, so what is scored at
 * the very threshold may come or go.
 */
final class Neighbours {

  private static final double SCORE_TOLERANCE = 0.001;
  private static final double PIXEL_TOLERANCE = 0.1;

  private final List<List<Detection>> alone = new ArrayList<>();
  private final double threshold;

  /** Looks at the good picture of each camera. */
  Neighbours(HostileRecords records, FrameModel model, double threshold)
      throws UndecodableImageException {
    this.threshold = threshold;
    for (int lane = 0; lane < Material.CAMERAS; lane++) {
      var image = model.decode(records.goodPicture(lane));
      alone.add(model.detect(List.of(image), List.of(model.propose(image))).get(0).detections());
    }
  }

  /** What is different in an event of this camera's picture, if anything is. */
  Optional<String> difference(int lane, FrameDetections event) {
    List<io.frameflow.schemas.Detection> left = new ArrayList<>(event.getDetections());
    for (Detection expected : alone.get(lane)) {
      boolean found = left.removeIf(seen -> same(expected, seen));
      if (!found && isClear(expected.score())) {
        return Optional.of(
            "lacks the %s of score %.3f".formatted(expected.label(), expected.score()));
      }
    }
    return left.stream()
        .filter(seen -> isClear(seen.getScore()))
        .findFirst()
        .map(seen -> "has another %s of score %.3f".formatted(seen.getLabel(), seen.getScore()));
  }

  private boolean isClear(double score) {
    return score > threshold + SCORE_TOLERANCE;
  }

  private static boolean same(Detection expected, io.frameflow.schemas.Detection seen) {
    BoundingBox box = seen.getBox();
    return expected.label().equals(seen.getLabel())
        && Math.abs(expected.score() - seen.getScore()) <= SCORE_TOLERANCE
        && Math.abs(expected.box().x1() - box.getX1()) <= PIXEL_TOLERANCE
        && Math.abs(expected.box().y1() - box.getY1()) <= PIXEL_TOLERANCE
        && Math.abs(expected.box().x2() - box.getX2()) <= PIXEL_TOLERANCE
        && Math.abs(expected.box().y2() - box.getY2()) <= PIXEL_TOLERANCE;
  }
}
