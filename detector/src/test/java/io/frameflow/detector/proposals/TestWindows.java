package io.frameflow.detector.proposals;

import io.frameflow.detector.proposals.windows.ObjectnessNet;
import io.frameflow.detector.proposals.windows.WindowBand;
import io.frameflow.detector.proposals.windows.WindowFeatures;
import io.frameflow.detector.proposals.windows.WindowModel;
import java.util.List;
import java.util.Random;

/** Learned windows that learned nothing: random weights, which exercise every path as well. */
final class TestWindows {

  private TestWindows() {}

  static LearnedWindows random(long seed) {
    Random random = new Random(seed);
    return new LearnedWindows(
        new WindowModel(
            WindowModel.FORMAT,
            160 * 120,
            .25f,
            1500,
            .7f,
            List.of(
                new WindowBand(.2f, new float[] {.08f, .08f, .05f, .1f}, net(random)),
                new WindowBand(.5f, new float[] {.3f, .2f, .2f, .3f}, net(random)),
                new WindowBand(.3f, new float[] {.9f, .7f, 1.6f, .5f}, net(random)))));
  }

  private static ObjectnessNet net(Random random) {
    int hidden = 5;
    return new ObjectnessNet(
        gaussian(random, hidden * WindowFeatures.COUNT),
        gaussian(random, hidden),
        gaussian(random, hidden),
        .1f);
  }

  private static float[] gaussian(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
