package io.frameflow.train.sampling;

import java.util.SplittableRandom;

/** Independent random streams from one seed, so that any step's numbers can be had directly. */
final class Seeds {
  /** Streams of one seed that must not repeat each other. */
  enum Stream {
    ORDER(0x6f72646572L),
    STEP(0x73746570L);

    private final long salt;

    Stream(long salt) {
      this.salt = salt;
    }
  }

  private Seeds() {}

  static SplittableRandom random(long seed, Stream stream, long index) {
    return new SplittableRandom(mix(mix(mix(seed) + stream.salt) + index));
  }

  // The finalizer of MurmurHash3: neighbouring steps must not get neighbouring states, which
  // SplittableRandom would turn into overlapping sequences.
  private static long mix(long z) {
    z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }
}
