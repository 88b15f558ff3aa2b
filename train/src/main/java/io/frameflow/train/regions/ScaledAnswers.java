package io.frameflow.train.regions;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import java.util.stream.IntStream;

/** One pass of the network per size of the image, joined to one answer per region. */
final class ScaledAnswers {
  private final RegionNetwork network;
  private final ScaleChoice scales;

  ScaledAnswers(RegionNetwork network, ScaleChoice scales) {
    this.network = network;
    this.scales = scales;
  }

  /**
   * Answers for an image's regions.
   *
   * @param proposals in pixels of the image
   * @return in the proposals' order, but for those outside the image
   */
  RegionAnswers of(Image image, Boxes proposals, boolean withFeatures) {
    Boxes regions = proposals.clip(image.width(), image.height()).nonEmpty();
    if (scales.inputs().size() == 1) {
      return network.answer(image, regions, scales.inputs().get(0), withFeatures);
    }
    int outputs = network.manifest().labels().size() + 1;
    float[] probabilities = new float[regions.size() * outputs];
    float[] deltas = new float[4 * probabilities.length];
    float[] features = new float[withFeatures ? regions.size() * network.featureSize() : 0];
    int[] chosen = scales.choose(image, regions);
    for (int s = 0; s < scales.inputs().size(); s++) {
      int scale = s;
      int[] here = IntStream.range(0, chosen.length).filter(i -> chosen[i] == scale).toArray();
      RegionAnswers answers =
          network.answer(image, regions.select(here), scales.inputs().get(s), withFeatures);
      scatter(answers.probabilities(), here, probabilities, outputs);
      scatter(answers.deltas(), here, deltas, 4 * outputs);
      if (withFeatures) {
        scatter(answers.features(), here, features, network.featureSize());
      }
    }
    return new RegionAnswers(regions, probabilities, deltas, features);
  }

  private static void scatter(float[] rows, int[] places, float[] target, int columns) {
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(rows, i * columns, target, places[i] * columns, columns);
    }
  }
}
