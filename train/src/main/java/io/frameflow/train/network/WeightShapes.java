package io.frameflow.train.network;

import java.util.Arrays;

/** The check that a weight from a file fits its layer. */
final class WeightShapes {

  private WeightShapes() {}

  static void require(String name, long[] wanted, WeightArray value) {
    if (!Arrays.equals(wanted, value.shape())) {
      throw new IllegalArgumentException(
          "weight %s has shape %s, but the network needs %s"
              .formatted(name, Arrays.toString(value.shape()), Arrays.toString(wanted)));
    }
  }
}
