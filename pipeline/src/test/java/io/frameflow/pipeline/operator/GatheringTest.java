package io.frameflow.pipeline.operator;

import static io.frameflow.pipeline.frames.Records.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceFrameSerializer;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.FrameDetections;
import java.time.Duration;
import java.util.Random;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the operator thinks that it has seen all that has arrived. */
class GatheringTest {
  private static final long TARGET = 20;
  private static final long MOST_GATHERING = 20;
  private static final long STEP = 3;

  private final ManualClocks clocks = new ManualClocks();
  private FaultyModel model;
  private OneInputStreamOperatorTestHarness<SourceFrame, FrameDetections> harness;
  private long next;

  /** Opens the operator; no timer of it can be cancelled. */
  private void open(ShedPolicy policy) throws Exception {
    open(policy, 0);
  }

  private void open(ShedPolicy policy, long millisPerFrame) throws Exception {
    model = new FaultyModel(clocks, millisPerFrame);
    BatchSettings settings =
        new BatchSettings(4, Duration.ofMillis(TARGET), 1, false, policy, Duration.ofDays(10_000));
    harness =
        new OneInputStreamOperatorTestHarness<>(
            LateTimers.factory(
                new FrameDetectorOperator(() -> model, settings, clocks, DirectThreads::open),
                new NothingIsCancelled()),
            new SourceFrameSerializer());
    harness.open();
  }

  private static final class NothingIsCancelled extends Random {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean nextBoolean() {
      return false;
    }
  }

  @AfterEach
  void close() throws Exception {
    harness.getOperator().close();
  }

  private void push(int frames) throws Exception {
    for (int i = 0; i < frames; i++) {
      harness.processElement(new StreamRecord<>(valid("cam-" + next % 2, next++, (byte) 10)));
    }
  }

  private void pass(long millis) throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + millis);
  }

  private void readMails() throws Exception {
    Mails.read(harness.getTaskMailbox());
  }

  @Test
  void aMailFromBeforeAFullBatchDoesNotCutTheNextOneShort() throws Exception {
    open(ShedPolicy.NEVER);
    push(1);
    readMails();
    push(4);
    readMails();
    assertThat(model.batches()).containsExactly(4);

    readMails();
    assertThat(model.batches()).containsExactly(4, 1);
  }

  @Test
  void framesAtHandAreTakenAsLongAsTheTargetAllows() throws Exception {
    open(ShedPolicy.NEVER, 10);
    push(1);
    readMails();
    readMails();
    assertThat(model.batches()).as("learns that a frame takes 10 ms").containsExactly(1);

    push(1);
    readMails();
    clocks.advance(1);
    push(1);
    readMails();
    // 1 ms is gone and a third frame would take the batch to 31 ms of 20.
    assertThat(model.batches()).containsExactly(1, 2);
  }

  @Test
  void aTimerFromBeforeABarrierDoesNotEndTheGatheringAfterIt() throws Exception {
    open(ShedPolicy.LATEST);
    push(1);
    pass(STEP - 1);
    harness.prepareSnapshotPreBarrier(1);
    push(1);
    pass(1);
    readMails();
    assertThat(model.batches()).containsExactly(1);

    pass(STEP);
    readMails();
    assertThat(model.batches()).containsExactly(1, 1);
  }

  @Test
  void gatheringGoesOnWhileFramesCome() throws Exception {
    open(ShedPolicy.STALE);
    push(1);
    for (long passed = STEP; passed < MOST_GATHERING; passed += STEP) {
      push(1);
      pass(STEP);
      readMails();
      assertThat(model.batches()).isEmpty();
    }
    push(1);
    pass(STEP);

    assertThat(model.batches()).containsExactly(4);
  }

  @Test
  void aStepThatPassedWithoutTheSourceProvesNothing() throws Exception {
    open(ShedPolicy.STALE);
    push(1);
    // The task did not run in this time; the frame was there, but nobody could ask for it.
    pass(STEP);
    push(1);
    readMails();
    assertThat(model.batches()).isEmpty();

    pass(STEP);
    readMails();
    assertThat(model.batches()).containsExactly(2);
  }

  @Test
  void aMailFromBeforeABarrierDoesNotEndTheGatheringAfterIt() throws Exception {
    open(ShedPolicy.STALE);
    push(1);
    pass(STEP);
    harness.prepareSnapshotPreBarrier(1);
    push(1);
    readMails();

    assertThat(model.batches()).containsExactly(1);
  }
}
