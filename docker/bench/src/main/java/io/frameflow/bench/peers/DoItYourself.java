package io.frameflow.bench.peers;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.network.NetworkWork;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Stage;
import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.Precision;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import java.io.IOException;
import java.util.List;

/**
 * What one would write in an afternoon: a frame at a time, ImageIO, OpenCV's selective search, the
 * network on what comes out of it. The network and the boxes are Frameflow's own, so that the
 * difference is what stands around them.
 */
public final class DoItYourself {

  public static final String NAME = "do it yourself";

  private DoItYourself() {}

  /**
   * Opens it.
   *
   * @throws IOException if the model cannot be loaded
   */
  public static Contender contender(Stage stage, Scene scene, NetworkWork work) throws IOException {
    Detector detector =
        stage.hold(
            Detector.load(
                scene.model(),
                DetectorOptions.defaults()
                    .withThreads(scene.threads())
                    .withPrecision(Precision.FP32)));
    int count = scene.model().manifest().proposals().count();
    Contender.Task task =
        item -> {
          Image image = PlainDecoding.decode(scene.picture(item).jpeg());
          Boxes regions = OpenCvSelectiveSearch.propose(image, count);
          detector.detect(List.of(image), List.of(regions));
        };
    return new Contender(
        NAME,
        "fp32",
        Contender.Role.PEER,
        task.timed(),
        work::network,
        "ImageIO, OpenCV selective search, one frame at a time");
  }
}
