package io.frameflow.train.evaluation.results;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.evaluation.ScoredBox;
import java.nio.file.Path;

/** One detection of a results file, checked against the data set. */
record DetectionLine(Path file, long line, KnownNames names) {

  /**
   * @param edges x1, y1, x2, y2 in continuous pixels
   */
  ScoredBox detection(String image, String category, double score, double[] edges)
      throws ResultsException {
    String id =
        names
            .image(image)
            .orElseThrow(
                () ->
                    complaint(
                        "image '%s' is not in the split; evaluate on the split that was detected"
                            .formatted(image)));
    int classId =
        names
            .classId(category)
            .orElseThrow(
                () ->
                    complaint(
                        "category '%s' is none of the classes %s"
                            .formatted(category, names.labelsInShort())));
    if (!Double.isFinite(score)) {
      throw complaint("the score is " + score + "; it must be a number");
    }
    try {
      Box box = new Box((float) edges[0], (float) edges[1], (float) edges[2], (float) edges[3]);
      return new ScoredBox(id, classId, (float) score, box);
    } catch (IllegalArgumentException e) {
      throw new ResultsException(file, line, e.getMessage(), e);
    }
  }

  private ResultsException complaint(String text) {
    return new ResultsException(file, line, text);
  }
}
