package io.frameflow.standalone.soak;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.export.ModelExporter;
import io.frameflow.train.network.Backbone;
import io.frameflow.train.network.Backbones;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.Layer.Convolution;
import io.frameflow.train.network.Layer.MaxPooling;
import io.frameflow.train.network.Layer.Padding;
import io.frameflow.train.network.Layer.Scale;
import io.frameflow.train.network.Tap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Fast R-CNN that has learned nothing, but is complete and small: exported and served like any
 * other, at hundreds of frames a second, so that 100,000 frames take minutes.
 */
public final class TinyModel {
  private static final ModelManifest.Input INPUT = new ModelManifest.Input(120, 160, 8);
  private static final int STRIDE = 4;
  private static final int PROPOSALS = 16;

  private static final DetectorNetwork NETWORK =
      new DetectorNetwork(
          new Backbone(
              "tiny",
              List.of(
                  new Scale("scale", 1 / 60f),
                  new Convolution("c1", 3, 2, 6, Padding.SAME),
                  new MaxPooling("pool1", 2, 2, Padding.SAME),
                  new Convolution("c2", 3, 1, 8, Padding.SAME))),
          List.of(Tap.of("c2", STRIDE, STRIDE / 2)),
          List.of(16),
          2);

  private TinyModel() {}

  /** Writes the package. */
  public static void write(Path directory) throws IOException {
    TensorFlowRuntime.load();
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            "tiny",
            "1",
            List.of("one", "two"),
            INPUT,
            Backbones.IMAGENET_MEANS,
            new ModelManifest.Proposals(FixedGrid.NAME, PROPOSALS, null, Map.of()),
            new ModelManifest.Thresholds(.3f, .45f, 20),
            Map.of(),
            "",
            "frameflow soak",
            Map.of());
    ModelExporter.export(directory, manifest, NETWORK, RandomWeights.of(NETWORK, INPUT), null);
  }
}
