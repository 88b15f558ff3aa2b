package io.frameflow.bench.stages;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.Detector;
import io.frameflow.detector.boxes.Refinement;
import java.io.IOException;
import java.util.List;
import java.util.function.IntToLongFunction;

/** The network as the detector runs it on a processor: cut where it pools RoIs. */
final class CutNetwork {

  private CutNetwork() {}

  static Contender contender(Stage stage, Scene scene, IntToLongFunction multiplyAdds)
      throws IOException {
    Detector detector =
        stage.hold(Detector.load(scene.model(), scene.detector().withRefinement(Refinement.NONE)));
    return new Contender(
        "Frameflow",
        scene.precision().toString(),
        Role.OURS,
        item -> {
          Picture picture = scene.picture(item);
          return detector
              .detect(List.of(picture.image()), List.of(picture.proposals()))
              .get(0)
              .timings()
              .networkNanos();
        },
        multiplyAdds,
        "as served: RoI pooling in Java, from pixels on; one look");
  }
}
