package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceFrameSerializer;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.FrameDetections;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a checkpoint waits under {@code stale}. A frame takes 10 ms, a batch of four 40. */
class StaleBarrierTest {
  private static final int BATCH = 4;
  private static final Duration MAX_AGE = Duration.ofMillis(200);

  private final ManualClocks clocks = new ManualClocks();
  private final LaggingThreads threads = new LaggingThreads();
  private OneInputStreamOperatorTestHarness<SourceFrame, FrameDetections> harness;
  private long next;

  @BeforeEach
  void openAndLearn() throws Exception {
    FaultyModel model = new FaultyModel(clocks, 10);
    BatchSettings settings =
        new BatchSettings(BATCH, Duration.ofMillis(500), 1, false, ShedPolicy.STALE, MAX_AGE);
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new FrameDetectorOperator(() -> model, settings, clocks, count -> threads),
            new SourceFrameSerializer());
    harness.open();
    push(BATCH);
    harness.prepareSnapshotPreBarrier(1);
    harness.getOutput().clear();
  }

  @AfterEach
  void close() throws Exception {
    harness.getOperator().close();
  }

  private void push(int frames) throws Exception {
    for (int i = 0; i < frames; i++) {
      ScheduledFrame frame =
          new ScheduledFrame(0, next++, "camera", FrameKind.GOOD, clocks.trueTime());
      harness.processElement(new StreamRecord<>(frame.source()));
    }
  }

  private void startWhatIsThere() throws Exception {
    for (int milli = 0; threads.batches() == 0 && milli < 100; milli++) {
      clocks.advance(1);
      harness.setProcessingTime(clocks.millis());
      Mails.read(harness.getTaskMailbox());
    }
    assertThat(threads.batches()).isEqualTo(1);
  }

  private long barrierMillis() throws Exception {
    long before = clocks.millis();
    harness.prepareSnapshotPreBarrier(2);
    return clocks.millis() - before;
  }

  private List<String> dropReasons() {
    return harness.extractOutputValues().stream()
        .map(FrameDetections::getDropReason)
        .filter(reason -> reason != null)
        .toList();
  }

  @Test
  void theBatchesUnderWayCount() throws Exception {
    push(BATCH);
    startWhatIsThere();
    push(2 * BATCH);

    assertThat(barrierMillis()).isLessThanOrEqualTo(MAX_AGE.dividedBy(2).toMillis());
    assertThat(harness.extractOutputValues()).hasSize(3 * BATCH);
    assertThat(dropReasons())
        .hasSize(BATCH)
        .containsOnly("checkpoint: waited 0 ms, not reached in the 100 ms of a checkpoint");
  }

  @Test
  void whatCanBeDoneInTimeIsDone() throws Exception {
    push(2 * BATCH);

    assertThat(barrierMillis()).isEqualTo(80);
    assertThat(dropReasons()).isEmpty();
  }
}
