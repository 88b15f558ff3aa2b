package io.frameflow.train.network;

import io.frameflow.train.network.Layer.CaffeConvolution;
import io.frameflow.train.network.Layer.CaffeMaxPooling;
import io.frameflow.train.network.Layer.LocalResponseNormalization;
import java.util.ArrayList;
import java.util.List;

/** Networks like the paper's, small enough for tests. */
public final class TinyPaperNetwork {

  private TinyPaperNetwork() {}

  /** Every kind of layer of S and M, and maps that are shorter than the image in strides. */
  public static PaperNetwork everyLayer() {
    return new PaperNetwork(
        "XS",
        new Backbone(
            "tiny",
            List.of(
                new CaffeConvolution("conv1", 7, 2, 0, 1, 6),
                new CaffeMaxPooling("pool1", 3, 2, 1),
                new LocalResponseNormalization("norm1", 5, .02f, .75f, 2),
                new CaffeConvolution("conv2", 5, 1, 2, 2, 8),
                new CaffeMaxPooling("pool2", 3, 2, 0),
                new CaffeConvolution("conv3", 3, 1, 1, 1, 6)),
            PaperNetworks.MEANS),
        Tap.caffe("conv3", 8, 6),
        List.of(12, 10),
        List.of("conv1"));
  }

  /** VGG16 with its layers and their names, but few channels. */
  public static PaperNetwork narrowVgg16() {
    PaperNetwork vgg16 = PaperNetworks.VGG16;
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : vgg16.backbone().layers()) {
      layers.add(
          layer instanceof CaffeConvolution wide
              ? new CaffeConvolution(
                  wide.name(),
                  wide.kernel(),
                  wide.stride(),
                  wide.pad(),
                  wide.groups(),
                  wide.channels() / 32)
              : layer);
    }
    return new PaperNetwork(
        vgg16.size(),
        new Backbone("vgg16", layers, vgg16.backbone().pixelMeans()),
        vgg16.tap(),
        List.of(64, 64),
        vgg16.frozen());
  }
}
