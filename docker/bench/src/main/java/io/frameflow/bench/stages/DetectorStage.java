package io.frameflow.bench.stages;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.network.NetworkWork;
import io.frameflow.bench.peers.DoItYourself;
import io.frameflow.bench.scene.PeerChoice.Peer;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.Detector;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.detector.images.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The whole detector, from a JPEG's bytes to detections. */
final class DetectorStage {

  /** As many frames as the job takes at a time, unless told otherwise. */
  private static final int BATCH = 8;

  private DetectorStage() {}

  static Stage open(Scene scene, MachineLimit limit, NetworkWork work) throws IOException {
    Stage stage = new Stage("detector", "JPEG to detections, per frame", scene.pictures().size());
    limit.addTo(stage);
    ImageDecoder decoder = stage.hold(new ImageDecoder());
    Detector detector = stage.hold(Detector.load(scene.model(), scene.detector()));
    stage.add(contender("Frameflow, batches of " + BATCH, BATCH, detector, decoder, scene, work));
    stage.add(contender("Frameflow, one by one", 1, detector, decoder, scene, work));
    if (scene.peers().has(Peer.DIY)) {
      stage.invite(
          DoItYourself.NAME, "fp32", open -> open.add(DoItYourself.contender(open, scene, work)));
    }
    return stage;
  }

  private static Contender contender(
      String name,
      int batch,
      Detector detector,
      ImageDecoder decoder,
      Scene scene,
      NetworkWork work) {
    return new Contender(
        name,
        scene.precision().name().toLowerCase(Locale.ROOT),
        Role.OURS,
        first -> {
          long start = System.nanoTime();
          List<Picture> pictures = new ArrayList<>(batch);
          for (int i = 0; i < batch; i++) {
            byte[] jpeg = scene.picture(first + i).jpeg();
            pictures.add(decoder.decode(jpeg, ImageLimits.DEFAULT, detector.reduction()));
          }
          detector.detect(pictures);
          pictures.forEach(Picture::close);
          return (System.nanoTime() - start) / batch;
        },
        first -> {
          long sum = 0;
          for (int i = 0; i < batch; i++) {
            sum += work.network(first + i);
          }
          return sum / batch;
        },
        "");
  }
}
