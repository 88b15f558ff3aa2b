package io.frameflow.detector;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.BoxDeltas;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.NonMaximumSuppression;
import io.frameflow.detector.models.ModelManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From the network's numbers to detections: threshold, box regression, clipping, suppression and
 * voting per class, and the best few (Fast R-CNN, section 2.4).
 */
public final class Postprocessor {

  private final List<String> labels;
  private final ModelManifest.Thresholds thresholds;

  /**
   * @param labels K names
   * @param thresholds what becomes a detection
   */
  public Postprocessor(List<String> labels, ModelManifest.Thresholds thresholds) {
    this.labels = labels;
    this.thresholds = thresholds;
  }

  /**
   * Detections of one image.
   *
   * @param width of the original image, pixels
   * @param height of the original image, pixels
   * @param proposals in original pixels
   * @param output of the network for a whole batch
   * @param firstRegion row of the first proposal in it
   * @return by falling score; equal scores by class, then by proposal
   */
  public List<Detection> apply(
      int width, int height, Boxes proposals, NetworkOutput output, int firstRegion) {
    List<Detection> found = new ArrayList<>();
    for (int classId = 1; classId <= labels.size(); classId++) {
      found.addAll(ofClass(classId, width, height, proposals, output, firstRegion));
    }
    found.sort((one, other) -> Float.compare(-one.score(), -other.score()));
    return found.subList(0, Math.min(thresholds.maxDetections(), found.size()));
  }

  private List<Detection> ofClass(
      int classId, int width, int height, Boxes proposals, NetworkOutput output, int firstRegion) {
    int columns = labels.size() + 1;
    List<Detection> candidates = new ArrayList<>();
    for (int i = 0; i < proposals.size(); i++) {
      int row = (firstRegion + i) * columns;
      float score = output.probabilities()[row + classId];
      if (score < thresholds.score()) {
        continue;
      }
      float[] edges =
          BoxDeltas.decode(proposals.get(i), output.deltas(), BoxDeltas.SIZE * (row + classId));
      Box box =
          new Box(
              clip(edges[0], width),
              clip(edges[1], height),
              clip(edges[2], width),
              clip(edges[3], height));
      if (box.area() > 0) {
        float[] probabilities = Arrays.copyOfRange(output.probabilities(), row, row + columns);
        candidates.add(new Detection(labels.get(classId - 1), classId, score, probabilities, box));
      }
    }
    return suppress(candidates);
  }

  private List<Detection> suppress(List<Detection> candidates) {
    Boxes boxes = Boxes.of(candidates.stream().map(Detection::box).toList());
    float[] scores = new float[candidates.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = candidates.get(i).score();
    }
    return Arrays.stream(NonMaximumSuppression.keep(boxes, scores, thresholds.nms()))
        .mapToObj(i -> candidates.get(i).after(thresholds.voting().elect(boxes, scores, i)))
        .toList();
  }

  private static float clip(float edge, float size) {
    return Math.min(Math.max(edge, 0), size);
  }
}
