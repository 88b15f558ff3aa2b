package io.frameflow.train.network;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.train.network.Layer.CaffeConvolution;
import io.frameflow.train.network.Layer.CaffeMaxPooling;
import io.frameflow.train.network.Layer.LocalResponseNormalization;
import java.util.List;

/**
 * The networks S, M and L of the paper, layer by layer as its authors' definitions for Caffe have
 * them. All are pretrained on ImageNet, see blue, green and red less the means below, and pool RoIs
 * from a map of stride 16.
 */
public final class PaperNetworks {

  /** Mean colour that the authors subtract; red, green, blue. */
  public static final List<Float> MEANS = List.of(122.7717f, 115.9465f, 102.9801f);

  /** The short side is scaled to 600 pixels, the long side to 1000 at most; nothing is padded. */
  public static final ModelManifest.Input INPUT = new ModelManifest.Input(600, 1000, 1);

  /** About as many as selective search in its fast mode finds, which the authors ran. */
  public static final int PROPOSALS = 2000;

  /** The authors suppress boxes that overlap a better one by more than .3. */
  public static final ModelManifest.Thresholds THRESHOLDS =
      new ModelManifest.Thresholds(.05f, .3f, 100);

  private static final int STRIDE = 16;

  /** S: CaffeNet, in essence AlexNet (Krizhevsky et al. 2012). */
  public static final PaperNetwork CAFFENET =
      new PaperNetwork(
          "S",
          backbone(
              "caffenet",
              conv("conv1", 11, 4, 5, 1, 96),
              pool("pool1", 3, 2, 1),
              lrn("norm1", 1e-4f, 1),
              conv("conv2", 5, 1, 2, 2, 256),
              pool("pool2", 3, 2, 1),
              lrn("norm2", 1e-4f, 1),
              conv("conv3", 3, 1, 1, 1, 384),
              conv("conv4", 3, 1, 1, 2, 384),
              conv("conv5", 3, 1, 1, 2, 256)),
          Tap.caffe("conv5", STRIDE, 6),
          List.of(4096, 4096),
          List.of("conv1"));

  /** M: VGG_CNN_M_1024 (Chatfield et al. 2014), as deep as S but wider. */
  public static final PaperNetwork VGG_CNN_M_1024 =
      new PaperNetwork(
          "M",
          backbone(
              "vgg-cnn-m-1024",
              conv("conv1", 7, 2, 0, 1, 96),
              lrn("norm1", 5e-4f, 2),
              pool("pool1", 3, 2, 0),
              conv("conv2", 5, 2, 1, 1, 256),
              lrn("norm2", 5e-4f, 2),
              pool("pool2", 3, 2, 0),
              conv("conv3", 3, 1, 1, 1, 512),
              conv("conv4", 3, 1, 1, 1, 512),
              conv("conv5", 3, 1, 1, 1, 512)),
          Tap.caffe("conv5", STRIDE, 6),
          List.of(4096, 1024),
          List.of("conv1"));

  /** L: VGG16 (Simonyan and Zisserman 2015). */
  public static final PaperNetwork VGG16 =
      new PaperNetwork(
          "L",
          backbone(
              "vgg16",
              conv("conv1_1", 3, 1, 1, 1, 64),
              conv("conv1_2", 3, 1, 1, 1, 64),
              pool("pool1", 2, 2, 0),
              conv("conv2_1", 3, 1, 1, 1, 128),
              conv("conv2_2", 3, 1, 1, 1, 128),
              pool("pool2", 2, 2, 0),
              conv("conv3_1", 3, 1, 1, 1, 256),
              conv("conv3_2", 3, 1, 1, 1, 256),
              conv("conv3_3", 3, 1, 1, 1, 256),
              pool("pool3", 2, 2, 0),
              conv("conv4_1", 3, 1, 1, 1, 512),
              conv("conv4_2", 3, 1, 1, 1, 512),
              conv("conv4_3", 3, 1, 1, 1, 512),
              pool("pool4", 2, 2, 0),
              conv("conv5_1", 3, 1, 1, 1, 512),
              conv("conv5_2", 3, 1, 1, 1, 512),
              conv("conv5_3", 3, 1, 1, 1, 512)),
          Tap.caffe("conv5_3", STRIDE, 7),
          List.of(4096, 4096),
          List.of("conv1", "conv2"));

  /** All three, from small to large. */
  public static final List<PaperNetwork> ALL = List.of(CAFFENET, VGG_CNN_M_1024, VGG16);

  private PaperNetworks() {}

  /** Their names, from small to large. */
  public static List<String> names() {
    return ALL.stream().map(network -> network.backbone().name()).toList();
  }

  /**
   * The network of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static PaperNetwork named(String name) {
    return ALL.stream()
        .filter(network -> network.backbone().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no network '%s' of the paper; choose one of %s"
                        .formatted(name, String.join(", ", names()))));
  }

  private static Backbone backbone(String name, Layer... layers) {
    return new Backbone(name, List.of(layers), MEANS);
  }

  private static Layer conv(
      String name, int kernel, int stride, int pad, int groups, int channels) {
    return new CaffeConvolution(name, kernel, stride, pad, groups, channels);
  }

  private static Layer pool(String name, int kernel, int stride, int pad) {
    return new CaffeMaxPooling(name, kernel, stride, pad);
  }

  private static Layer lrn(String name, float alpha, float bias) {
    return new LocalResponseNormalization(name, 5, alpha, .75f, bias);
  }
}
