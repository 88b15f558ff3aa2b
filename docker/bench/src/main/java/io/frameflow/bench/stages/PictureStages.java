package io.frameflow.bench.stages;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.peers.OpenCvDecoding;
import io.frameflow.bench.peers.OpenCvSelectiveSearch;
import io.frameflow.bench.peers.PlainDecoding;
import io.frameflow.bench.scene.PeerChoice.Peer;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.ImageLimits;
import io.frameflow.detector.images.Reduction;
import io.frameflow.detector.proposals.SelectiveSearch;
import io.frameflow.detector.proposals.SelectiveSearchSettings;
import java.io.IOException;

/** What comes before the network. */
final class PictureStages {

  private PictureStages() {}

  /** From bytes to pixels. */
  static Stage decoding(Scene scene) throws IOException {
    Stage stage = new Stage("decode", "decoding one JPEG", scene.pictures().size());
    ImageDecoder decoder = stage.hold(new ImageDecoder());
    stage.add(
        Contender.of(
                "Frameflow",
                Role.OURS,
                item ->
                    decoder
                        .decode(scene.picture(item).jpeg(), ImageLimits.DEFAULT, Reduction.NONE)
                        .close())
            .remarked("refuses damaged files, which takes a part of it"));
    if (scene.peers().has(Peer.OPENCV)) {
      stage.invite(OpenCvDecoding.NAME, "", open -> open.add(OpenCvDecoding.contender(scene)));
    }
    if (scene.peers().has(Peer.DIY)) {
      stage.invite(PlainDecoding.NAME, "", open -> open.add(PlainDecoding.contender(scene)));
    }
    return stage;
  }

  /** From pixels to regions. */
  static Stage proposals(Scene scene) {
    Stage stage = new Stage("proposals", "proposing regions of one frame", scene.pictures().size());
    int count = scene.model().manifest().proposals().count();
    stage.add(
        Contender.of(
            "Frameflow " + scene.method().name(),
            Role.OURS,
            item -> scene.method().propose(scene.picture(item).image(), count)));
    SelectiveSearch search =
        new SelectiveSearch(
            new SelectiveSearchSettings(SelectiveSearchSettings.Preset.VIDEO, null, null, null));
    stage.add(
        Contender.of(
                "Frameflow " + search.name(),
                Role.OURS,
                item -> search.propose(scene.picture(item).image(), count))
            .remarked("preset video; other regions"));
    if (scene.peers().has(Peer.OPENCV) || scene.peers().has(Peer.DIY)) {
      stage.invite(
          OpenCvSelectiveSearch.NAME, "", open -> open.add(OpenCvSelectiveSearch.contender(scene)));
    }
    return stage;
  }
}
