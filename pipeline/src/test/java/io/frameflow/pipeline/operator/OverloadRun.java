package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceFrameSerializer;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * Two cameras, one partition, one subtask. The source hands over a frame each tenth of a
 * millisecond while there are any; the clock stands still except for that, for the model, and where
 * there is nothing to do.
 */
final class OverloadRun {
  static final String FAST = "fast";
  static final String SLOW = "slow";
  private static final int FAST_PER_SECOND = 70;
  private static final int SLOW_PER_SECOND = 5;
  private static final int READS_PER_MILLI = 10;

  private final ManualClocks clocks = new ManualClocks();
  private final long checkpointMillis;
  private final OneInputStreamOperatorTestHarness<SourceFrame, FrameDetections> harness;
  private final Deque<ScheduledFrame> kafka = new ArrayDeque<>();
  private final Map<Long, Instant> recorded = new HashMap<>();
  private final Map<String, Long> sent = new HashMap<>();
  private final Map<String, Long> detected = new HashMap<>();
  private final Map<String, Long> dropped = new HashMap<>();
  private long produced;
  private long nextOffset;
  private long checkpoints;
  private long nextCheckpoint;
  private long mostLagMillis;
  private long mostBarrierMillis;

  OverloadRun(
      ShedPolicy policy, Duration maxAge, int batchSize, long millisPerFrame, long checkpointMillis)
      throws Exception {
    this.checkpointMillis = checkpointMillis;
    nextCheckpoint = checkpointMillis;
    FaultyModel model = new FaultyModel(clocks, millisPerFrame);
    BatchSettings settings =
        new BatchSettings(batchSize, Duration.ofMillis(20), 1, false, policy, maxAge);
    harness =
        new OneInputStreamOperatorTestHarness<>(
            LateTimers.factory(
                new FrameDetectorOperator(() -> model, settings, clocks, DirectThreads::open),
                new Random(1)),
            new SourceFrameSerializer());
    harness.setOutputCreator(
        serializer -> new ObservedOutput(this::book, letter -> {}, mark -> {}));
    harness.open();
  }

  /** Sends frames for so long, then lets the operator come to rest. */
  void run(Duration length) throws Exception {
    long end = clocks.millis() + length.toMillis();
    while (clocks.millis() < end || !kafka.isEmpty()) {
      produce(Math.min(end, clocks.millis()));
      offer(READS_PER_MILLI);
      clocks.advance(1);
      harness.setProcessingTime(clocks.millis());
      offer(1);
      Mails.read(harness.getTaskMailbox());
      checkpoint();
    }
    harness.prepareSnapshotPreBarrier(++checkpoints);
  }

  /** Frames up to the first that made the model run. */
  private void offer(int most) throws Exception {
    long before = clocks.millis();
    for (int i = 0; i < most && !kafka.isEmpty() && clocks.millis() == before; i++) {
      harness.processElement(new StreamRecord<>(kafka.poll().source()));
    }
  }

  /** What the cameras sent up to now, each at its steady rate. */
  private void produce(long untilMillis) {
    for (; produced < untilMillis; produced++) {
      if (produced % (1000 / SLOW_PER_SECOND) == 0) {
        send(SLOW);
      }
      if (produced * FAST_PER_SECOND / 1000 != (produced + 1) * FAST_PER_SECOND / 1000) {
        send(FAST);
      }
    }
  }

  private void send(String camera) {
    Instant now = clocks.trueTime().minusMillis(clocks.millis() - produced);
    kafka.add(new ScheduledFrame(0, nextOffset, camera, FrameKind.GOOD, now));
    recorded.put(nextOffset++, now);
    sent.merge(camera, 1L, Long::sum);
  }

  private void checkpoint() throws Exception {
    if (clocks.millis() >= nextCheckpoint) {
      long before = clocks.millis();
      harness.prepareSnapshotPreBarrier(++checkpoints);
      mostBarrierMillis = Math.max(mostBarrierMillis, clocks.millis() - before);
      nextCheckpoint = Math.max(nextCheckpoint + checkpointMillis, clocks.millis());
    }
  }

  private void book(FrameDetections event) {
    if (event.getOutcome() == Outcome.DROPPED) {
      dropped.merge(event.getCameraId(), 1L, Long::sum);
      return;
    }
    detected.merge(event.getCameraId(), 1L, Long::sum);
    Instant recordedAt = recorded.get(event.getSource().getOffset());
    long lag = Duration.between(recordedAt, clocks.trueTime()).toMillis();
    mostLagMillis = Math.max(mostLagMillis, lag);
  }

  ManualClocks clocks() {
    return clocks;
  }

  long sent(String camera) {
    return sent.getOrDefault(camera, 0L);
  }

  long detected(String camera) {
    return detected.getOrDefault(camera, 0L);
  }

  long dropped(String camera) {
    return dropped.getOrDefault(camera, 0L);
  }

  double detectedPerSecond() {
    return (detected(FAST) + detected(SLOW)) * 1000.0 / clocks.millis();
  }

  /** From the record in Kafka to the emission, of the frames that were detected on. */
  long mostLagMillis() {
    return mostLagMillis;
  }

  /** Longest wait of a checkpoint. */
  long mostBarrierMillis() {
    return mostBarrierMillis;
  }
}
