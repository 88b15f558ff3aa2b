package io.frameflow.detector;

/** The number format of the network's matrix products. */
public enum Precision {
  /**
   * Whichever is faster here: a {@link Detector} tries both on the model that it loads, see {@link
   * PrecisionChoice}.
   */
  AUTO("auto", 0),
  /** 32-bit floating point throughout. */
  FP32("fp32", 32),
  /**
   * Products in bfloat16, sums in 32 bits. With AMX three times as fast; without any instruction
   * for it, several times slower.
   */
  BF16("bf16", 16);

  private final String word;
  private final int bits;

  Precision(String word, int bits) {
    this.word = word;
    this.bits = bits;
  }

  /** Width of a factor: 32 or 16, and 0 for the choice that is still to be made. */
  public int bits() {
    return bits;
  }

  /**
   * {@link #FP32} or {@link #BF16}: this choice, or for {@link #AUTO} what the processor promises,
   * {@link #BF16} if it has AMX. It depends on nothing but the processor, which training wants: a
   * run on one machine always takes the same.
   */
  public Precision resolve() {
    return this == AUTO ? resolve(Processor.here()) : this;
  }

  static Precision resolve(Processor processor) {
    return processor.multipliesTiles() ? BF16 : FP32;
  }

  /** As written on the command line. */
  @Override
  public String toString() {
    return word;
  }
}
