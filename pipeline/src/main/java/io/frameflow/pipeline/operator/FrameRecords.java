package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.batching.BatchPlan;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.waiting.Clocks;
import io.frameflow.pipeline.waiting.Drop;
import io.frameflow.pipeline.waiting.PendingFrame;
import io.frameflow.pipeline.waiting.Resolved;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.ModelIdentity;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Emits the one record that each frame becomes, and counts it. */
final class FrameRecords implements Resolved {
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

  /** What became of a batch. */
  void publish(List<FrameResult> results) {
    Instant now = Instant.now();
    for (FrameResult result : results) {
      if (result instanceof FrameResult.Detected detected) {
        long nanos = clocks.nanos() - detected.sinceNanos();
        metrics.detected(detected, nanos, plan.late(nanos));
        emit(detected.frame(), FrameEvents.detected(detected, model, now));
      } else if (result instanceof FrameResult.Refused refused) {
        deadLetter(refused.frame(), refused.refusal(), now);
      }
    }
  }

  @Override
  public void dropped(PendingFrame frame, Drop why) {
    if (frame.frame() instanceof SourceFrame.Valid valid) {
      metrics.shed(why.reason());
      long queueNanos = clocks.nanos() - frame.sinceNanos();
      emit(valid, FrameEvents.dropped(valid, why, queueNanos, model, Instant.now()));
    }
  }

  @Override
  public void refused(PendingFrame frame) {
    if (frame.frame() instanceof SourceFrame.Refused refused) {
      deadLetter(refused, refused.refusal(), Instant.now());
    }
  }

  private void emit(SourceFrame frame, FrameDetections event) {
    output.collect(new StreamRecord<>(event, timestamp(frame)));
  }

  private void deadLetter(SourceFrame frame, Refusal refusal, Instant now) {
    metrics.deadLetter();
    DeadLetter letter = DeadLetters.of(frame, refusal, keepDeadLetterPayload, now);
    output.collect(
        FrameDetectorOperator.DEAD_LETTERS, new StreamRecord<>(letter, timestamp(frame)));
  }

  private static long timestamp(SourceFrame frame) {
    return frame.eventTime().toEpochMilli();
  }
}
