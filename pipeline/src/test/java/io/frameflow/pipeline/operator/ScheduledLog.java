package io.frameflow.pipeline.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The frames topic: partitions that grow, and cameras that film at unequal rates. */
final class ScheduledLog {
  private static final FrameKind[] ODD = {
    FrameKind.TRUNCATED,
    FrameKind.EMPTY,
    FrameKind.POISON,
    FrameKind.BREAKS_DECODER,
    FrameKind.REFUSED,
    FrameKind.NAMELESS
  };

  private final Random random;
  private final ManualClocks clocks;
  private final int cameras;
  private final double odd;
  private final List<List<ScheduledFrame>> partitions = new ArrayList<>();

  ScheduledLog(Random random, ManualClocks clocks, int partitionCount) {
    this.random = random;
    this.clocks = clocks;
    cameras = 1 + random.nextInt(5);
    odd = random.nextInt(3) * .2;
    for (int i = 0; i < partitionCount; i++) {
      partitions.add(new ArrayList<>());
    }
  }

  /** Appends one frame, mostly of the first cameras. */
  void append() {
    int camera = Math.min(random.nextInt(cameras), random.nextInt(cameras));
    FrameKind kind = random.nextDouble() < odd ? ODD[random.nextInt(ODD.length)] : FrameKind.GOOD;
    int partition = camera % partitions.size();
    List<ScheduledFrame> log = partitions.get(partition);
    log.add(new ScheduledFrame(partition, log.size(), "cam-" + camera, kind, clocks.trueTime()));
  }

  int partitionCount() {
    return partitions.size();
  }

  /** The frame at an offset, or null at the end. */
  ScheduledFrame read(int partition, int offset) {
    List<ScheduledFrame> log = partitions.get(partition);
    return offset < log.size() ? log.get(offset) : null;
  }

  List<ScheduledFrame> all() {
    return partitions.stream().flatMap(List::stream).toList();
  }
}
