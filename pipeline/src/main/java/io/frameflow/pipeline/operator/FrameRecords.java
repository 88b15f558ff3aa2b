package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.batching.BatchPlan;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.waiting.Clocks;
import io.frameflow.pipeline.waiting.Drop;
import io.frameflow.pipeline.waiting.PendingFrame;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.ModelIdentity;
import java.time.Instant;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Makes and emits the one record that each frame becomes, and counts it. */
final class FrameRecords {
  private final Output<StreamRecord<FrameDetections>> output;
  private final DetectorMetrics metrics;
  private final BatchPlan plan;
  private final ModelIdentity model;
  private final boolean keepDeadLetterPayload;
  private final Clocks clocks;

  FrameRecords(
      Output<StreamRecord<FrameDetections>> output,
      DetectorMetrics metrics,
      BatchPlan plan,
      ModelIdentity model,
      boolean keepDeadLetterPayload,
      Clocks clocks) {
    this.output = output;
    this.metrics = metrics;
    this.plan = plan;
    this.model = model;
    this.keepDeadLetterPayload = keepDeadLetterPayload;
    this.clocks = clocks;
  }

  /** Emits what became of a batch. */
  void publish(BatchResults batch) {
    metrics.batch(batch);
    if (!batch.prepared().isEmpty()) {
      plan.ran(batch.prepared().size(), batch.preparingNanos(), batch.lookingNanos());
    }
    Instant now = Instant.now();
    for (FrameResult result : batch.frames()) {
      if (result instanceof FrameResult.Detected detected) {
        long nanos = clocks.nanos() - detected.sinceNanos();
        metrics.detected(detected, nanos, plan.late(nanos));
        event(detected.frame(), FrameEvents.detected(detected, model, now)).run();
      } else if (result instanceof FrameResult.Refused refused) {
        deadLetter(refused.frame(), refused.refusal(), now).run();
      }
    }
  }

  /** The record of a frame that is given up, without its picture; to be run when it is its turn. */
  Runnable dropped(PendingFrame frame, Drop why) {
    SourceFrame.Valid valid = (SourceFrame.Valid) frame.frame();
    metrics.shed(why.reason());
    long queueNanos = clocks.nanos() - frame.sinceNanos();
    return event(valid, FrameEvents.dropped(valid, why, queueNanos, model, Instant.now()));
  }

  /** The record of a refused frame; to be run when it is its turn. */
  Runnable refused(PendingFrame frame) {
    SourceFrame.Refused refused = (SourceFrame.Refused) frame.frame();
    return deadLetter(refused, refused.refusal(), Instant.now());
  }

  private Runnable event(SourceFrame frame, FrameDetections event) {
    StreamRecord<FrameDetections> record = new StreamRecord<>(event, timestamp(frame));
    return () -> output.collect(record);
  }

  private Runnable deadLetter(SourceFrame frame, Refusal refusal, Instant now) {
    metrics.deadLetter();
    DeadLetter letter = DeadLetters.of(frame, refusal, keepDeadLetterPayload, now);
    StreamRecord<DeadLetter> record = new StreamRecord<>(letter, timestamp(frame));
    return () -> output.collect(FrameDetectorOperator.DEAD_LETTERS, record);
  }

  private static long timestamp(SourceFrame frame) {
    return frame.eventTime().toEpochMilli();
  }
}
