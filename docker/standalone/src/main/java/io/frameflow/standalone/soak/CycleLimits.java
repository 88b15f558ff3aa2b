package io.frameflow.standalone.soak;

import java.util.List;
import java.util.stream.Stream;

/** What parts that start and end something must keep within. */
final class CycleLimits {
  private static final double PART = .05;

  /** The heap may hold a broker and clients as well, whose buffers come and go by 20 MB. */
  private static final double HEAP_PART = .15;

  /** Everything that was started is gone again: no thread, no class, no tensor is left. */
  static final List<Limit> OF_ANY_PROCESS =
      List.of(
          Limit.count(Quantity.THREADS, 0),
          Limit.count(Quantity.OUR_THREADS, 0),
          Limit.count(Quantity.FLINK_THREADS, 0),
          Limit.count(Quantity.JOB_LOADERS, 0),
          Limit.inAll(Quantity.CLASSES, PART),
          Limit.inAll(Quantity.METASPACE, PART),
          Limit.inAll(Quantity.RESIDENT, PART),
          Limit.inAll(Quantity.HEAP, HEAP_PART));

  /** The same for this process, whose native heap can be read. */
  static final List<Limit> OF_THIS_PROCESS =
      Stream.concat(OF_ANY_PROCESS.stream(), Stream.of(Limit.inAll(Quantity.NATIVE, PART)))
          .toList();

  private CycleLimits() {}
}
