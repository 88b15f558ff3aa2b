package io.frameflow.train.cli;

import io.frameflow.train.network.Tap;
import io.frameflow.train.runs.Recipe;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Flags about what lies behind the feature maps: where RoIs are pooled, and the layers after. */
final class HeadFlags {

  @Option(
      names = "--pooled",
      split = ",",
      paramLabel = "LAYER=CHANNELS",
      description =
          "Layers that RoIs are pooled from, of those of the recipe, each with the channels that a"
              + " 1x1 convolution makes of it, 0 for its own: fire9=128,fire4=48.")
  private Map<String, Integer> pooled;

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "SIZE",
      description = "Sizes of the fully connected layers, fc6 first: 4096,4096 as in VGG16.")
  private List<Integer> hidden;

  /**
   * The recipe with what was given.
   *
   * @throws IllegalArgumentException for a layer that the recipe does not pool, or a size below 1
   */
  Recipe apply(Recipe base) {
    if (hidden != null && hidden.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("--hidden: a layer needs a size of at least 1");
    }
    return base.withHeads(
        pooled == null ? base.taps() : taps(base.taps()),
        hidden == null ? base.hiddenSizes() : hidden);
  }

  private List<Tap> taps(List<Tap> all) {
    List<String> known = all.stream().map(Tap::layer).toList();
    pooled.forEach(
        (layer, channels) -> {
          if (!known.contains(layer)) {
            throw new IllegalArgumentException(
                "--pooled: the recipe pools no layer '%s'; choose of %s"
                    .formatted(layer, String.join(", ", known)));
          }
          if (channels < 0) {
            throw new IllegalArgumentException(
                "--pooled: %s with %d channels; 0 takes the layer's own"
                    .formatted(layer, channels));
          }
        });
    return all.stream()
        .filter(tap -> pooled.containsKey(tap.layer()))
        .map(tap -> tap.withChannels(pooled.get(tap.layer())))
        .toList();
  }
}
