package io.frameflow.detector.testmodels;

import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.proposals.windows.ObjectnessNet;
import io.frameflow.detector.proposals.windows.WindowBand;
import io.frameflow.detector.proposals.windows.WindowFeatures;
import io.frameflow.detector.proposals.windows.WindowModel;
import java.util.List;

/** Learned windows whose score is how much brighter a window is than its surroundings. */
public final class ContrastWindows {

  /** The feature "mean luminance inside minus that around". */
  private static final int LUMINANCE_CONTRAST = 8;

  private ContrastWindows() {}

  /** Two sizes of windows at a working size of 160x120. */
  public static LearnedWindows create() {
    float[] weights = new float[WindowFeatures.COUNT];
    weights[LUMINANCE_CONTRAST] = 1;
    ObjectnessNet net = new ObjectnessNet(weights, new float[1], new float[] {1}, 0);
    return new LearnedWindows(
        new WindowModel(
            WindowModel.FORMAT,
            160 * 120,
            .2f,
            2000,
            .65f,
            List.of(
                new WindowBand(.6f, new float[] {.1f, .1f, .17f, .17f}, net),
                new WindowBand(.4f, new float[] {.4f, .3f}, net))));
  }
}
