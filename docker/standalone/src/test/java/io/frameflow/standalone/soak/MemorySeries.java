package io.frameflow.standalone.soak;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** Made-up samples, one per thousand frames. */
final class MemorySeries {
  private MemorySeries() {}

  /** Samples of which resident memory and threads alone change. */
  static List<MemorySample> of(int count, LongUnaryOperator resident, LongUnaryOperator threads) {
    return LongStream.range(0, count)
        .mapToObj(
            i ->
                new MemorySample(
                    1000 * i,
                    i,
                    100,
                    100,
                    100,
                    0,
                    threads.applyAsLong(i),
                    0,
                    0,
                    resident.applyAsLong(i),
                    100,
                    100))
        .toList();
  }
}
