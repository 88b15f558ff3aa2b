package io.frameflow.bench.peers;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_ximgproc.SelectiveSearchSegmentation;

/** OpenCV's selective search, as its tutorials call it: fast, on a picture 320 pixels wide. */
public final class OpenCvSelectiveSearch {

  public static final String NAME = "OpenCV selective search";

  private static final int WIDTH = 320;

  private OpenCvSelectiveSearch() {}

  /** Proposes as many regions as the model takes. */
  public static Contender contender(Scene scene) {
    int count = scene.model().manifest().proposals().count();
    int found = propose(scene.picture(0).image(), count).size();
    return Contender.of(
            NAME, Contender.Role.PEER, item -> propose(scene.picture(item).image(), count))
        .remarked("fast, at width %d; other regions, %d of them".formatted(WIDTH, found));
  }

  /** Regions in pixels of the image, best first. */
  static Boxes propose(Image image, int count) {
    float scale = (float) image.width() / WIDTH;
    int height = Math.max(1, Math.round(image.height() / scale));
    try (BytePointer bytes = new BytePointer(image.rgb());
        Mat rgb = new Mat(image.height(), image.width(), opencv_core.CV_8UC3, bytes);
        Mat bgr = new Mat();
        Mat small = new Mat();
        Size size = new Size(WIDTH, height);
        SelectiveSearchSegmentation search = opencv_ximgproc.createSelectiveSearchSegmentation();
        RectVector found = new RectVector()) {
      opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
      opencv_imgproc.resize(bgr, small, size);
      search.setBaseImage(small);
      search.switchToSelectiveSearchFast();
      search.process(found);
      List<Box> boxes = new ArrayList<>();
      for (long i = 0; i < found.size() && boxes.size() < count; i++) {
        Rect rectangle = found.get(i);
        boxes.add(
            new Box(
                rectangle.x(),
                rectangle.y(),
                (float) rectangle.x() + rectangle.width(),
                (float) rectangle.y() + rectangle.height()));
      }
      return Boxes.of(boxes).scale(scale, (float) image.height() / height);
    }
  }
}
