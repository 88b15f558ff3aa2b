package io.frameflow.train.compression;

import io.frameflow.train.network.Tensors;
import io.frameflow.train.solver.SessionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.TFloat32;

/** Times the head of a network before and after compression, in turns. */
public final class HeadTimes {
  private static final int WARM_UP = 2;
  private static final long SEED = 7;

  private HeadTimes() {}

  /**
   * Runs both in turns.
   *
   * @param rois of one run; their features are random, for products take the same time of any
   * @param rounds runs of each network
   */
  public static TimePair measure(
      SavedModel before, SavedModel after, int rois, int rounds, SessionSettings settings) {
    try (Head first = new Head(before, settings);
        Head second = new Head(after, settings);
        TFloat32 features = features(rois, first.inputs())) {
      List<Long> firstNanos = new ArrayList<>();
      List<Long> secondNanos = new ArrayList<>();
      for (int round = -WARM_UP; round < rounds; round++) {
        // Whoever comes second finds warmer caches, so they take turns.
        boolean swapped = round % 2 != 0;
        long one = (swapped ? second : first).run(features);
        long other = (swapped ? first : second).run(features);
        if (round >= 0) {
          firstNanos.add(swapped ? other : one);
          secondNanos.add(swapped ? one : other);
        }
      }
      return TimePair.ofNanos(firstNanos, secondNanos);
    }
  }

  private static TFloat32 features(int rois, int inputs) {
    Random random = new Random(SEED);
    float[] values = new float[Math.multiplyExact(rois, inputs)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Tensors.of(values, rois, inputs);
  }
}
