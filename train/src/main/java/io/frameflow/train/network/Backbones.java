package io.frameflow.train.network;

import io.frameflow.train.network.Layer.Convolution;
import io.frameflow.train.network.Layer.Fire;
import io.frameflow.train.network.Layer.MaxPooling;
import io.frameflow.train.network.Layer.Padding;
import io.frameflow.train.network.Layer.Scale;
import io.frameflow.train.network.Layer.Separable;
import java.util.List;
import java.util.stream.Stream;

/** The backbones that Frameflow trains. */
public final class Backbones {

  /** Mean colour of ImageNet, red, green, blue; subtracted from every pixel. */
  public static final List<Float> IMAGENET_MEANS = List.of(123f, 117f, 104f);

  private static final float PIXEL_DEVIATION = 60f;

  private Backbones() {}

  /**
   * SqueezeNet 1.0 without its classifier. As a detector's backbone the last pooling is left out,
   * so that fire9 keeps stride 8; ImageNet classification needs it.
   *
   * @param padding SAME keeps cells aligned with the image for any input size; the weights were
   *     trained with VALID
   * @param lastPooling whether fire8 is pooled
   */
  public static Backbone squeezeNet(Padding padding, boolean lastPooling) {
    Layer fire8 = new Fire("fire8", 64, 256);
    Layer fire9 = new Fire("fire9", 64, 256);
    List<Layer> end =
        lastPooling
            ? List.of(fire8, new MaxPooling("pool8", 3, 2, padding), fire9)
            : List.of(fire8, fire9);
    List<Layer> start =
        List.of(
            new Convolution("conv1", 7, 2, 96, padding),
            new MaxPooling("pool1", 3, 2, padding),
            new Fire("fire2", 16, 64),
            new Fire("fire3", 16, 64),
            new Fire("fire4", 32, 128),
            new MaxPooling("pool4", 3, 2, padding),
            new Fire("fire5", 32, 128),
            new Fire("fire6", 48, 192),
            new Fire("fire7", 48, 192));
    return new Backbone("squeezenet", Stream.concat(start.stream(), end.stream()).toList());
  }

  /** A small plain net for training from scratch: stride 8, 128 channels. */
  public static Backbone plain() {
    return plain("plain", 24, 48, 96, 128, 128);
  }

  /** A lighter plain net for video rate on one core: stride 8, 96 channels. */
  public static Backbone plainLite() {
    return plain("plain-lite", 16, 32, 64, 96, 96);
  }

  /**
   * A small modern net for training from scratch that spends its work where it counts: stride 8, 96
   * channels, and 48 at stride 4 for small objects.
   *
   * <p>More than half of what {@link #plain} computes happens at a half and a quarter of the
   * image's size. Here one wide kernel goes straight to a quarter, and everything of large reach
   * happens at an eighth: depthwise separable 5x5 convolutions that add to their input, so that no
   * normalisation is needed to train them, nor to be folded away for serving. At 640x480 that makes
   * 0.44 thousand million multiply-adds against 2.97 of {@link #plain} and 1.46 of {@link
   * #plainLite}, and on one thread in 32 bits 8.1 ms against 41.0 and 20.6 (least of 12 passes in
   * turn). The same outline with dense convolutions throughout took 14 to 16 ms.
   */
  public static Backbone swift() {
    return new Backbone(
        "swift",
        List.of(
            new Scale("scale", 1 / PIXEL_DEVIATION),
            new Convolution("stem", 7, 4, 32, Padding.SAME),
            new Separable("s4", 3, 1, 48),
            new Convolution("down8", 3, 2, 96, Padding.SAME),
            new Separable("s8a", 5, 1, 96),
            new Separable("s8b", 5, 1, 96)));
  }

  /** Where RoIs are pooled from {@link #swift}: both of its scales. */
  public static List<Tap> swiftTaps() {
    return List.of(Tap.of("s8b", 8, 6), new Tap("s4", 4, 2, 1f, 32));
  }

  private static Backbone plain(String name, int c1, int c2, int c3, int c4, int c5) {
    return new Backbone(
        name,
        List.of(
            new Scale("scale", 1 / PIXEL_DEVIATION),
            new Convolution("c1", 5, 2, c1, Padding.SAME),
            new Convolution("c2", 3, 1, c2, Padding.SAME),
            new MaxPooling("pool2", 2, 2, Padding.SAME),
            new Convolution("c3", 3, 1, c3, Padding.SAME),
            new MaxPooling("pool3", 2, 2, Padding.SAME),
            new Convolution("c4", 3, 1, c4, Padding.SAME),
            new Convolution("c5", 3, 1, c5, Padding.SAME)));
  }
}
