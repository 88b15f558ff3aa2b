package io.frameflow.pipeline.source;

import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceRecord;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/**
 * The records of one partition that were fetched already, behind one that waits for the registry.
 * Nothing more is fetched meanwhile, so they are a few hundred at most.
 */
final class WaitingPartition {
  private final ArrayDeque<Waiting> records = new ArrayDeque<>();
  private CompletableFuture<SourceFrame> first;
  private boolean ended;

  /** A partition that waits for {@code frame}, which {@code record} holds. */
  WaitingPartition(SourceRecord record, long timestamp, CompletableFuture<SourceFrame> frame) {
    records.add(new Waiting(record, timestamp));
    first = frame;
  }

  void add(SourceRecord record, long timestamp) {
    records.add(new Waiting(record, timestamp));
  }

  /** The record at the front; null after the last one. */
  SourceRecord record() {
    return records.isEmpty() ? null : records.peek().record();
  }

  /** Kafka's time stamp of the record at the front. */
  long timestamp() {
    return records.element().timestamp();
  }

  /** The frame at the front, as soon as it is there; null before anybody asked for it. */
  CompletableFuture<SourceFrame> frame() {
    return first;
  }

  /** The registry is asked for the record at the front. */
  void waitFor(CompletableFuture<SourceFrame> frame) {
    first = frame;
  }

  /** The record at the front was handed on. */
  void next() {
    records.remove();
    first = null;
  }

  int size() {
    return records.size();
  }

  /** The connector is through with the partition; only these records are left. */
  void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  private record Waiting(SourceRecord record, long timestamp) {}
}
