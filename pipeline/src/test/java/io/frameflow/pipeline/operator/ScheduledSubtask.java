package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceFrameSerializer;
import io.frameflow.schemas.FrameDetections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The operator on Flink's harness from one start or restore to its end, with a ledger. */
final class ScheduledSubtask {
  private final OneInputStreamOperatorTestHarness<SourceFrame, FrameDetections> harness;
  private final FaultyModel model;
  private final LaggingThreads threads = new LaggingThreads();
  private final SubtaskLedger ledger;
  private final ManualClocks clocks;
  private final long startMillis;

  ScheduledSubtask(
      BatchSettings settings,
      ManualClocks clocks,
      long millisPerFrame,
      boolean lagging,
      MockEnvironment environment,
      Random random,
      OperatorSubtaskState restored)
      throws Exception {
    this.clocks = clocks;
    model = new FaultyModel(clocks, millisPerFrame);
    ledger = new SubtaskLedger(settings, clocks, model, lagging);
    startMillis = clocks.millis();
    FrameDetectorOperator operator =
        new FrameDetectorOperator(
            () -> model, settings, clocks, count -> lagging ? threads : DirectThreads.open(count));
    harness =
        new OneInputStreamOperatorTestHarness<>(
            LateTimers.factory(operator, random), new SourceFrameSerializer(), environment);
    harness.setOutputCreator(
        serializer -> new ObservedOutput(ledger::detections, ledger::deadLetter, ledger::passed));
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  FaultyModel model() {
    return model;
  }

  void deliver(ScheduledFrame frame) throws Exception {
    ledger.frame(frame);
    harness.processElement(new StreamRecord<>(frame.source()));
    assertThat(threads.batches()).isLessThanOrEqualTo(UnderWay.MOST_BATCHES);
  }

  void watermark(Watermark mark) throws Exception {
    ledger.mark(mark);
    harness.processWatermark(mark);
  }

  void status(WatermarkStatus status) throws Exception {
    ledger.mark(status);
    harness.processWatermarkStatus(status);
  }

  /** Runs the timers that are due by now. */
  void fireTimers() throws Exception {
    harness.setProcessingTime(clocks.millis() - startMillis);
  }

  /** The model is done with a batch, if it has one. */
  void finishBatch() {
    threads.finishOne();
  }

  /** Reads the mails that are there, as the task does after each turn of the source. */
  void readMails() throws Exception {
    Mails.read(harness.getTaskMailbox());
  }

  /** Everything up to the barrier; the records before it are in the ledger's hands. */
  OperatorSubtaskState snapshot(long checkpoint) throws Exception {
    ledger.barrier(true);
    harness.prepareSnapshotPreBarrier(checkpoint);
    ledger.barrier(false);
    requireNothingWaits("a barrier");
    return harness.snapshot(checkpoint, clocks.millis());
  }

  void endInput() throws Exception {
    harness.endInput();
    requireNothingWaits("the end of input");
  }

  /** What a stop with a savepoint calls without {@link #endInput}. */
  void finish() throws Exception {
    harness.getOperator().finish();
    requireNothingWaits("the finish");
  }

  /** Ends the operator as a cancel or a failure does; it must not emit any more. */
  void close() throws Exception {
    long waiting = ledger.waiting();
    int marks = ledger.marksWaiting();
    harness.getOperator().close();
    readMails();
    assertThat(ledger.marksWaiting()).as("marks that wait after close").isEqualTo(marks);
    assertThat(ledger.waiting()).as("frames that wait after close").isEqualTo(waiting);
  }

  List<ScheduledFrame> takeResolved() {
    return ledger.takeResolved();
  }

  private void requireNothingWaits(String passing) {
    assertThat(ledger.waiting()).as("frames that %s overtook", passing).isZero();
    assertThat(ledger.marksWaiting()).as("marks that %s overtook", passing).isZero();
  }
}
