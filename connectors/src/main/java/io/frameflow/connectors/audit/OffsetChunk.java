package io.frameflow.connectors.audit;

import java.util.BitSet;

/** What is known of a run of offsets, in four bytes and two bits for each. */
final class OffsetChunk {

  static final int OFFSETS = 1 << 14;

  /** In place of a time stamp that is 24 days away from its chunk's. */
  private static final int FAR = Integer.MIN_VALUE;

  private final BitSet frames = new BitSet(OFFSETS);
  private final BitSet outputs = new BitSet(OFFSETS);
  private int[] stamps;
  private long epoch;

  void frame(int index, long stampMillis) {
    if (stamps == null) {
      stamps = new int[OFFSETS];
      epoch = stampMillis;
    }
    long delta = stampMillis - epoch;
    stamps[index] = delta == (int) delta ? (int) delta : FAR;
    frames.set(index);
  }

  boolean hasFrame(int index) {
    return frames.get(index);
  }

  /** {@return whether this is the first output of the frame} */
  boolean output(int index) {
    boolean first = !outputs.get(index);
    outputs.set(index);
    return first;
  }

  /** Kafka's time stamp of the frame in milliseconds; -1 where it is not known. */
  long stampMillis(int index) {
    return stamps[index] == FAR ? -1 : epoch + stamps[index];
  }

  int frameCount() {
    return frames.cardinality();
  }

  /** The frames without an output. */
  BitSet missing() {
    BitSet missing = (BitSet) frames.clone();
    missing.andNot(outputs);
    return missing;
  }
}
