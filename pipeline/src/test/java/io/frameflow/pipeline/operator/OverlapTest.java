package io.frameflow.pipeline.operator;

import static io.frameflow.pipeline.frames.Records.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceFrameSerializer;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.FrameDetections;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator does while a batch is in the network. A frame takes 10 ms. */
class OverlapTest {
  private static final int BATCH = 4;
  private static final long MILLIS_PER_FRAME = 10;

  private final ManualClocks clocks = new ManualClocks();
  private final FaultyModel model = new FaultyModel(clocks, MILLIS_PER_FRAME);
  private final LaggingThreads threads = new LaggingThreads();
  private OneInputStreamOperatorTestHarness<SourceFrame, FrameDetections> harness;
  private long next;

  @BeforeEach
  void openAndLearn() throws Exception {
    BatchSettings settings =
        new BatchSettings(
            BATCH, Duration.ofMillis(500), 1, false, ShedPolicy.NEVER, Duration.ofSeconds(2));
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new FrameDetectorOperator(() -> model, settings, clocks, count -> threads),
            new SourceFrameSerializer());
    harness.open();
    push(BATCH);
    finish();
    assertThat(model.batches()).containsExactly(BATCH);
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

  /** The model is done with a batch, and the task reads its mails until there are no more. */
  private void finish() throws Exception {
    assertThat(threads.finishOne()).isTrue();
    settle();
  }

  private void settle() throws Exception {
    while (harness.getTaskMailbox().hasMail()) {
      Mails.read(harness.getTaskMailbox());
    }
  }

  private void pass(long millis) throws Exception {
    clocks.advance(millis);
    harness.setProcessingTime(clocks.millis());
  }

  private List<Long> offsets() {
    return harness.extractOutputValues().stream()
        .map(event -> event.getSource().getOffset())
        .toList();
  }

  @Test
  void framesThatComeMeanwhileAreTheNextBatch() throws Exception {
    push(1);
    settle();
    push(1);
    push(2);
    settle();
    assertThat(threads.batches()).isEqualTo(1);

    finish();
    finish();
    assertThat(model.batches()).containsExactly(BATCH, 1, 3);
    assertThat(offsets()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void theNextBatchBeginsWhenTheOneUnderWayShouldBeDone() throws Exception {
    push(1);
    settle();
    push(2);
    pass(MILLIS_PER_FRAME - 1);
    assertThat(threads.batches()).isEqualTo(1);

    pass(1);
    assertThat(threads.batches()).isEqualTo(2);
  }

  @Test
  void aFullBatchDoesNotWait() throws Exception {
    push(1);
    settle();
    push(BATCH);

    assertThat(threads.batches()).isEqualTo(2);
  }

  @Test
  void withTwoUnderWayAndOneFullTheSourceWaits() throws Exception {
    push(3 * BATCH - 1);
    assertThat(offsets()).hasSize(BATCH);
    assertThat(threads.batches()).isEqualTo(2);

    push(1);
    assertThat(offsets()).hasSize(2 * BATCH);
    assertThat(threads.batches()).isEqualTo(2);
  }

  @Test
  void aBarrierFindsNothingUnderWay() throws Exception {
    push(2 * BATCH + 1);
    harness.prepareSnapshotPreBarrier(1);

    assertThat(threads.batches()).isZero();
    assertThat(offsets()).hasSize(3 * BATCH + 1);
  }

  @Test
  void aWatermarkWaitsForTheFramesUnderWay() throws Exception {
    push(BATCH);
    harness.processWatermark(new Watermark(5));
    assertThat(harness.getOutput()).doesNotContain(new Watermark(5));

    finish();
    assertThat(harness.getOutput()).endsWith(new Watermark(5));
  }

  @Test
  void nothingIsEmittedAfterTheEnd() throws Exception {
    push(BATCH);
    assertThat(threads.finishOne()).isTrue();
    harness.processWatermark(new Watermark(5));
    harness.getOperator().close();
    settle();

    assertThat(offsets()).hasSize(BATCH);
    assertThat(harness.getOutput()).doesNotContain(new Watermark(5));
  }
}
