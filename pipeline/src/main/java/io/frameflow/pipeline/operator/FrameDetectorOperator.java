package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.batching.BatchPlan;
import io.frameflow.pipeline.batching.BatchTime;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.waiting.ArrivalOrder;
import io.frameflow.pipeline.waiting.Clocks;
import io.frameflow.pipeline.waiting.FrameAge;
import io.frameflow.pipeline.waiting.PendingFrame;
import io.frameflow.pipeline.waiting.PerCamera;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.pipeline.waiting.WaitingFrames;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamElement;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Gathers frames of all cameras into batches and gives exactly one record for each, in order per
 * camera: {@link FrameDetections}, which may say that the frame was given up, or a {@link
 * DeadLetter} on {@link #DEAD_LETTERS}.
 *
 * <p>Under {@link ShedPolicy#NEVER} a batch runs when it is full, when the source has no more
 * frames at hand, when the latency target leaves no time for more, and before a watermark; records
 * come in the order of arrival. Under the other policies frames gather until no more come at once,
 * so that the choice is made among all that have arrived, and watermarks are held back until the
 * frames before them are resolved.
 *
 * <p>Before a checkpoint barrier and at the end of input all that waits is resolved, so a
 * checkpoint never finds a frame in memory and the operator needs no state. A barrier waits for at
 * most one batch (never), one frame of each camera (latest), half the allowed age and one batch
 * (stale). On close() the frames are forgotten: they come again from the last checkpoint.
 *
 * <p>An Error and a model that keeps failing leave the operator and restart the job.
 */
public final class FrameDetectorOperator extends AbstractStreamOperator<FrameDetections>
    implements OneInputStreamOperator<SourceFrame, FrameDetections>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** Side output of the frames that could not be processed. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", new AvroTypeInfo<>(DeadLetter.class));

  private final DetectorFactory factory;
  private final BatchSettings settings;
  private final Clocks clocks;

  private transient WaitingFrames waiting;
  private transient HeldMarks marks;
  private transient Gathering gathering;
  private transient BatchTime batchTime;
  private transient BatchPlan plan;
  private transient MailboxExecutor mailbox;
  private transient long arrived;
  private transient FrameModel model;
  private transient FrameDecoders decoders;
  private transient DetectorMetrics frameMetrics;
  private transient BatchDetector detector;
  private transient FrameRecords records;

  public FrameDetectorOperator(DetectorFactory factory, BatchSettings settings) {
    this(factory, settings, Clocks.SYSTEM);
  }

  FrameDetectorOperator(DetectorFactory factory, BatchSettings settings, Clocks clocks) {
    this.factory = factory;
    this.settings = settings;
    this.clocks = clocks;
  }

  /** Flink calls this before {@link #open}. */
  @Override
  public void setMailboxExecutor(MailboxExecutor mailboxExecutor) {
    super.setMailboxExecutor(mailboxExecutor);
    mailbox = mailboxExecutor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    model = factory.open();
    decoders = new FrameDecoders(model, Math.min(settings.decoderThreads(), settings.size()));
    frameMetrics = new DetectorMetrics(getMetricGroup(), model.identity());
    detector = new BatchDetector(model, decoders, frameMetrics, clocks);
    batchTime = new BatchTime();
    plan = new BatchPlan(settings.size(), settings.latencyTarget(), batchTime);
    records =
        new FrameRecords(
            output, frameMetrics, plan, model.identity(), settings.keepDeadLetterPayload(), clocks);
    marks = new HeldMarks();
    gathering =
        Gathering.of(
            settings, getProcessingTimeService(), mailbox, this::detectBatch, this::enough);
    FrameAge age = new FrameAge(clocks, settings.maxAge());
    waiting =
        settings.shed() == ShedPolicy.NEVER
            ? new ArrivalOrder(settings.size(), age)
            : new PerCamera(settings.shed(), settings.maxAge(), settings.size(), age, records);
  }

  @Override
  public void processElement(StreamRecord<SourceFrame> element) throws Exception {
    waiting.add(new PendingFrame(element.getValue(), arrived++, clocks.nanos()));
    gathering.frameCame();
    if (waiting.full()) {
      detectBatch();
    } else if (!waiting.isEmpty()) {
      gathering.start();
    }
  }

  private boolean enough() {
    return plan.enough(waiting.size(), clocks.nanos() - waiting.oldestSinceNanos());
  }

  private void detectBatch() throws Exception {
    gathering.stop();
    publishNext();
    releaseMarks();
    if (!waiting.isEmpty()) {
      gathering.start();
    }
  }

  private void publishNext() throws InterruptedException {
    List<PendingFrame> batch = waiting.nextBatch();
    frameMetrics.oldestWaiting(waiting.oldestAgeMillis());
    if (!batch.isEmpty()) {
      long start = clocks.nanos();
      List<FrameResult> results = detector.run(batch);
      batchTime.ran(batch.size(), clocks.nanos() - start);
      records.publish(results);
    }
  }

  private void releaseMarks() throws Exception {
    long oldest = waiting.oldestNumber();
    for (StreamElement mark = marks.next(oldest); mark != null; mark = marks.next(oldest)) {
      if (mark instanceof Watermark watermark) {
        super.processWatermark(watermark);
      } else if (mark instanceof WatermarkStatus status) {
        super.processWatermarkStatus(status);
      }
    }
  }

  /** Leaves nothing waiting. */
  private void resolveAll(Optional<Duration> budget) throws Exception {
    gathering.stop();
    long start = clocks.nanos();
    while (!waiting.isEmpty()) {
      if (budget.isPresent() && clocks.nanos() - start >= budget.get().toNanos()) {
        waiting.giveUp();
      } else {
        publishNext();
      }
    }
    frameMetrics.oldestWaiting(0);
    releaseMarks();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    resolveAll(waiting.checkpointBudget());
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    passAfterFrames(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    passAfterFrames(status);
  }

  private void passAfterFrames(StreamElement mark) throws Exception {
    marks.add(mark, arrived);
    if (settings.shed() == ShedPolicy.NEVER) {
      resolveAll(Optional.empty());
    } else {
      releaseMarks();
    }
  }

  @Override
  public void endInput() throws Exception {
    resolveAll(Optional.empty());
  }

  /** Also called when the job stops with a savepoint, which skips {@link #endInput}. */
  @Override
  public void finish() throws Exception {
    resolveAll(Optional.empty());
    super.finish();
  }

  @Override
  public void close() throws Exception {
    try {
      if (waiting != null) {
        waiting.clear();
      }
      if (decoders != null) {
        decoders.close();
      }
    } finally {
      if (model != null) {
        model.close();
      }
      super.close();
    }
  }
}
