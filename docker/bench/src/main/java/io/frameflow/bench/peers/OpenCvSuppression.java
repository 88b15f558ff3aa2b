package io.frameflow.bench.peers;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.stages.Stage;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.NonMaximumSuppression;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Rect2d;
import org.bytedeco.opencv.opencv_core.Rect2dVector;

/** OpenCV's non-maximum suppression, on the same boxes and scores. */
public final class OpenCvSuppression {

  public static final String NAME = "OpenCV NMSBoxes";

  /** Boxes whose overlap is as good as the threshold may fall on either side. */
  private static final double TOLERANCE = .01;

  private OpenCvSuppression() {}

  /**
   * Prepares all pictures' boxes.
   *
   * @throws IllegalArgumentException if it keeps other boxes
   */
  public static Contender contender(
      Stage stage, List<Boxes> boxes, List<float[]> scores, float threshold) {
    List<Rect2dVector> rectangles =
        boxes.stream().map(OpenCvSuppression::rectangles).map(stage::hold).toList();
    List<FloatPointer> pointers =
        scores.stream().map(values -> stage.hold(new FloatPointer(values))).toList();
    int disagreements = 0;
    int all = 0;
    for (int i = 0; i < boxes.size(); i++) {
      int[] ours = NonMaximumSuppression.keep(boxes.get(i), scores.get(i), threshold);
      int[] theirs = keep(rectangles.get(i), pointers.get(i), threshold);
      disagreements += boxes.get(i).size() - agreeing(ours, theirs, boxes.get(i).size());
      all += boxes.get(i).size();
    }
    if (disagreements > TOLERANCE * all) {
      throw new IllegalArgumentException(
          "does not compute the same: keeps or drops %d of %d boxes otherwise"
              .formatted(disagreements, all));
    }
    return Contender.of(
            NAME,
            Contender.Role.PEER,
            item -> keep(rectangles.get(item), pointers.get(item), threshold))
        .remarked("%d of %d boxes decided otherwise".formatted(disagreements, all));
  }

  private static Rect2dVector rectangles(Boxes boxes) {
    Rect2d[] rectangles = new Rect2d[boxes.size()];
    for (int i = 0; i < rectangles.length; i++) {
      Box box = boxes.get(i);
      rectangles[i] = new Rect2d(box.x1(), box.y1(), box.x2() - box.x1(), box.y2() - box.y1());
    }
    return new Rect2dVector(rectangles);
  }

  private static int[] keep(Rect2dVector boxes, FloatPointer scores, float threshold) {
    try (IntPointer kept = new IntPointer()) {
      opencv_dnn.NMSBoxes(boxes, scores, 0f, threshold, kept, 1f, 0);
      int[] indices = new int[(int) kept.limit()];
      kept.get(indices);
      return indices;
    }
  }

  private static int agreeing(int[] ours, int[] theirs, int boxes) {
    boolean[] here = new boolean[boxes];
    boolean[] there = new boolean[boxes];
    Arrays.stream(ours).forEach(i -> here[i] = true);
    Arrays.stream(theirs).forEach(i -> there[i] = true);
    int agreeing = 0;
    for (int i = 0; i < boxes; i++) {
      agreeing += here[i] == there[i] ? 1 : 0;
    }
    return agreeing;
  }
}
