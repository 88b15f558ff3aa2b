package io.frameflow.train.sampling;

/**
 * A linear change per channel, on 0..255: {@code value * factor[c] + offset[c]}.
 *
 * @param factors [3] red, green, blue
 * @param offsets [3] red, green, blue
 */
@SuppressWarnings("ArrayRecordComponent") // two triples handed to one loop, never compared
record ColourChange(float[] factors, float[] offsets) {
  static final ColourChange NONE = new ColourChange(new float[] {1, 1, 1}, new float[3]);
}
