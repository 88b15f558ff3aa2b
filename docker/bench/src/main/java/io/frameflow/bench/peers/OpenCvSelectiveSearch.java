package io.frameflow.bench.peers;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.proposals.ProposalMethod;
import java.nio.ByteBuffer;
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

  /**
   * The same as a method of proposing, for comparing what is covered. From then on OpenCV works in
   * the caller's thread alone, so that all of its time is seen there.
   *
   * @param quality whether to take its slower strategy
   */
  public static ProposalMethod method(boolean quality) {
    opencv_core.setNumThreads(1);
    return new ProposalMethod() {
      @Override
      public String name() {
        return NAME + (quality ? ", quality" : ", fast");
      }

      @Override
      public Boxes propose(Picture picture, int count) {
        return OpenCvSelectiveSearch.propose(pixels(picture), count, quality);
      }
    };
  }

  private static Image pixels(Picture picture) {
    if (picture instanceof Image image) {
      return image;
    }
    byte[] rgb = new byte[picture.width() * picture.height() * Image.CHANNELS];
    ByteBuffer rows = ByteBuffer.wrap(rgb);
    for (int y = 0; y < picture.height(); y++) {
      picture.copyRow(y, rows, y * picture.width() * Image.CHANNELS);
    }
    return new Image(picture.width(), picture.height(), rgb);
  }

  /** Regions in pixels of the image, best first. */
  static Boxes propose(Image image, int count) {
    return propose(image, count, false);
  }

  private static Boxes propose(Image image, int count, boolean quality) {
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
      if (quality) {
        search.switchToSelectiveSearchQuality();
      } else {
        search.switchToSelectiveSearchFast();
      }
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
