package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.batching.BatchPlan;
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
import java.util.concurrent.RejectedExecutionException;
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
 * <p>Frames are prepared (decoded, regions proposed) and looked at by other threads, the next batch
 * being prepared while one is in the network; two are under way at most, then the source waits.
 * When a batch starts is {@link BatchPlan}'s decision. Under {@link ShedPolicy#NEVER} records come
 * in the order of arrival. Under the other policies the next batch is chosen as late as possible,
 * and where nothing is under way frames gather until no more come at once, so that the choice is
 * made among all that have arrived. Watermarks are held back until the frames before them are
 * resolved.
 *
 * <p>Only the task's own thread emits: other threads leave a mail when a batch is done.
 *
 * <p>Before a checkpoint barrier and at the end of input all that waits is resolved, so a
 * checkpoint never finds a frame in memory and the operator needs no state. A barrier waits for the
 * batches under way, two at most, and for another batch (never), one frame of each camera (latest)
 * or as many batches as are done within half the allowed age (stale). On close() the frames are
 * forgotten: they come again from the last checkpoint.
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
  private final StageThreads.Factory threadsFactory;

  private transient WaitingFrames waiting;
  private transient UnderWay underWay;
  private transient HeldMarks marks;
  private transient Gathering gathering;
  private transient Alarm alarm;
  private transient BatchPlan plan;
  private transient MailboxExecutor mailbox;
  private transient long arrived;
  private transient boolean closed;
  private transient FrameModel model;
  private transient StageThreads threads;
  private transient DetectorMetrics frameMetrics;

  public FrameDetectorOperator(DetectorFactory factory, BatchSettings settings) {
    this(factory, settings, Clocks.SYSTEM, ProcessThreads::open);
  }

  FrameDetectorOperator(
      DetectorFactory factory,
      BatchSettings settings,
      Clocks clocks,
      StageThreads.Factory threadsFactory) {
    this.factory = factory;
    this.settings = settings;
    this.clocks = clocks;
    this.threadsFactory = threadsFactory;
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
    threads = threadsFactory.open(settings.threads());
    frameMetrics = new DetectorMetrics(getMetricGroup(), model);
    plan = new BatchPlan(settings.size(), settings.latencyTarget());
    FrameRecords records =
        new FrameRecords(
            output, frameMetrics, plan, model.identity(), settings.keepDeadLetterPayload(), clocks);
    BatchDetector detector = new BatchDetector(model, threads, clocks);
    underWay = new UnderWay(detector, threads, records, this::sendBatchDone, clocks);
    marks = new HeldMarks();
    gathering =
        Gathering.of(settings, getProcessingTimeService(), mailbox, this::gathered, this::enough);
    alarm = new Alarm(getProcessingTimeService(), this::startWhatMay);
    waiting = waitingFrames();
  }

  private WaitingFrames waitingFrames() {
    if (settings.shed() == ShedPolicy.NEVER) {
      return new ArrivalOrder(settings.size(), FrameAge.besideBacklogs(clocks));
    }
    FrameAge age = new FrameAge(clocks, settings.maxAge());
    return new PerCamera(settings.shed(), settings.maxAge(), settings.size(), age, underWay);
  }

  @Override
  public void processElement(StreamRecord<SourceFrame> element) throws Exception {
    waiting.add(new PendingFrame(element.getValue(), arrived++, clocks.nanos()));
    gathering.frameCame();
    // Waiting here is how the source is slowed down.
    while (underWay.crowded()) {
      underWay.awaitBatch();
    }
    while (waiting.full()) {
      if (!underWay.hasRoom()) {
        underWay.awaitBatch();
      }
      startBatch();
    }
    startWhatMay();
  }

  private void startWhatMay() throws Exception {
    while (!waiting.isEmpty() && underWay.hasRoom()) {
      if (underWay.batches() == 0) {
        gathering.start();
        return;
      }
      gathering.stop();
      long nanos = gathersFor();
      if (nanos > 0) {
        alarm.set(nanos);
        return;
      }
      startBatch();
    }
  }

  private long gathersFor() {
    int frames = waiting.size();
    return settings.shed() == ShedPolicy.NEVER
        ? plan.gathersFor(frames, waitedNanos(), underWay.running())
        : plan.choiceLeft(frames, underWay.running());
  }

  private boolean enough() {
    return plan.enough(waiting.size(), waitedNanos());
  }

  private long waitedNanos() {
    return clocks.nanos() - waiting.oldestSinceNanos();
  }

  private void gathered() throws Exception {
    startBatch();
    startWhatMay();
  }

  private void startBatch() throws Exception {
    gathering.stop();
    List<PendingFrame> batch = waiting.nextBatch();
    frameMetrics.oldestWaiting(waiting.oldestAgeMillis());
    if (!batch.isEmpty()) {
      underWay.start(batch);
    }
    underWay.publishDone();
    releaseMarks();
  }

  /** Called by whatever thread. */
  private void sendBatchDone() {
    try {
      mailbox.execute(this::batchDone, "publish detections");
    } catch (RejectedExecutionException e) {
      LOG.debug("A batch was done after the end of its task, which publishes no more", e);
    }
  }

  private void batchDone() throws Exception {
    if (!closed) {
      underWay.publishDone();
      releaseMarks();
      startWhatMay();
    }
  }

  private void releaseMarks() throws Exception {
    long oldest = Math.min(waiting.oldestNumber(), underWay.oldestNumber());
    for (StreamElement mark = marks.next(oldest); mark != null; mark = marks.next(oldest)) {
      if (mark instanceof Watermark watermark) {
        super.processWatermark(watermark);
      } else if (mark instanceof WatermarkStatus status) {
        super.processWatermarkStatus(status);
      }
    }
  }

  /** Leaves nothing waiting and nothing under way. */
  private void resolveAll(Optional<Duration> budget) throws Exception {
    gathering.stop();
    alarm.stop();
    long start = clocks.nanos();
    while (!waiting.isEmpty()) {
      if (budget.isPresent() && isUsedUp(budget.get().toNanos() - (clocks.nanos() - start))) {
        waiting.giveUp();
      } else if (underWay.hasRoom()) {
        startBatch();
      } else {
        underWay.awaitBatch();
      }
    }
    while (underWay.batches() > 0) {
      underWay.awaitBatch();
    }
    frameMetrics.oldestWaiting(0);
    releaseMarks();
  }

  /** True if another batch would take longer. One is always begun where nothing is under way. */
  private boolean isUsedUp(long nanosLeft) {
    return nanosLeft <= 0
        || (underWay.batches() > 0
            && plan.doneIn(waiting.size(), underWay.running(), underWay.framesBehind())
                > nanosLeft);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    resolveAll(waiting.checkpointBudget());
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    marks.add(mark, arrived);
    releaseMarks();
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    marks.add(status, arrived);
    releaseMarks();
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
    closed = true;
    try {
      if (waiting != null) {
        gathering.stop();
        alarm.stop();
        waiting.clear();
        underWay.clear();
      }
      if (threads != null) {
        threads.close();
      }
    } finally {
      if (model != null) {
        model.close();
      }
      super.close();
    }
  }
}
