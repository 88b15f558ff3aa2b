package io.frameflow.pipeline.waiting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One batch, in the order of arrival; nothing is ever given up. */
public final class ArrivalOrder implements WaitingFrames {
  private final int batchSize;
  private final FrameAge age;
  private List<PendingFrame> batch = new ArrayList<>();

  public ArrivalOrder(int batchSize, FrameAge age) {
    this.batchSize = batchSize;
    this.age = age;
  }

  @Override
  public void add(PendingFrame frame) {
    age.arrived(frame.record());
    batch.add(frame);
  }

  @Override
  public boolean full() {
    return batch.size() >= batchSize;
  }

  @Override
  public boolean isEmpty() {
    return batch.isEmpty();
  }

  @Override
  public int size() {
    return batch.size();
  }

  @Override
  public List<PendingFrame> nextBatch() {
    List<PendingFrame> next = batch;
    batch = new ArrayList<>();
    return next;
  }

  @Override
  public Optional<Duration> checkpointBudget() {
    return Optional.empty();
  }

  @Override
  public void giveUp() {
    throw new IllegalStateException("frames may not be given up under this policy");
  }

  @Override
  public long oldestNumber() {
    return batch.isEmpty() ? Long.MAX_VALUE : batch.get(0).number();
  }

  @Override
  public long oldestSinceNanos() {
    return batch.get(0).sinceNanos();
  }

  @Override
  public long oldestAgeMillis() {
    return batch.isEmpty() ? 0 : age.millis(batch.get(0).record());
  }

  @Override
  public void clear() {
    batch.clear();
  }
}
