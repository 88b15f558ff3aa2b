package io.frameflow.bench.peers;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.images.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** OpenCV's JPEG reader. */
public final class OpenCvDecoding {

  public static final String NAME = "OpenCV imdecode";

  private OpenCvDecoding() {}

  /** Decodes into the same array of red, green, blue. */
  public static Contender contender(Scene scene) {
    Picture first = scene.picture(0);
    double off = PlainDecoding.meanDifference(first.image(), decode(first.jpeg()));
    return Contender.of(NAME, Contender.Role.PEER, item -> decode(scene.picture(item).jpeg()))
        .remarked(PlainDecoding.remark(off));
  }

  static Image decode(byte[] jpeg) {
    try (BytePointer bytes = new BytePointer(jpeg);
        Mat encoded = new Mat(bytes, false);
        Mat pixels = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_COLOR_RGB)) {
      byte[] rgb = new byte[pixels.rows() * pixels.cols() * Image.CHANNELS];
      pixels.data().get(rgb);
      return new Image(pixels.cols(), pixels.rows(), rgb);
    }
  }
}
