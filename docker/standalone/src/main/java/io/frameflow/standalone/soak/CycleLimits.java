package io.frameflow.standalone.soak;

import java.util.List;

/** What parts that start and end something must keep within. */
final class CycleLimits {
  private static final double PART = .05;

  /** Everything that was started is gone again: no thread, no class, no tensor is left. */
  static final List<Limit> LIST =
      List.of(
          Limit.count(Quantity.THREADS, 0),
          Limit.count(Quantity.JOB_LOADERS, 0),
          Limit.inAll(Quantity.METASPACE, PART),
          Limit.inAll(Quantity.RESIDENT, PART),
          Limit.inAll(Quantity.HEAP, PART),
          Limit.inAll(Quantity.NATIVE, PART));

  private CycleLimits() {}
}
