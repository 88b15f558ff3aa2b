package io.frameflow.pipeline.operator;

import static io.frameflow.pipeline.frames.Records.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.frameflow.pipeline.frames.Records;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceFrameSerializer;
import io.frameflow.pipeline.waiting.Clocks;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.Detection;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameDetectorOperatorTest {
  private static final int BATCH = 4;
  private static final Duration TARGET = Duration.ofMillis(500);

  private final StubModel model = new StubModel();
  private Harness harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness(false);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
    assertThat(model.openPictures).as("pictures that keep their memory").hasValue(0);
  }

  private Harness newHarness(boolean keepPayload) throws Exception {
    BatchSettings settings =
        new BatchSettings(BATCH, TARGET, 2, keepPayload, ShedPolicy.NEVER, Duration.ofSeconds(2));
    return new Harness(
        new FrameDetectorOperator(() -> model, settings, Clocks.SYSTEM, DirectThreads::open));
  }

  private static final class Harness
      extends OneInputStreamOperatorTestHarness<SourceFrame, FrameDetections> {
    Harness(FrameDetectorOperator operator) throws Exception {
      super(operator, new SourceFrameSerializer());
    }

    /** Narrower than Flink's: its "throws Exception" makes the compiler warn of interrupts. */
    @Override
    public void close() throws IOException {
      try {
        super.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  @Test
  void aFullBatchRunsAtOnceAndInOrder() throws Exception {
    push(valid("a", 0, (byte) 10), valid("b", 1, (byte) 20), valid("a", 2, (byte) 30));
    assertThat(offsets()).isEmpty();

    push(valid("c", 3, (byte) 40));

    assertThat(offsets()).containsExactly(0L, 1L, 2L, 3L);
    assertThat(model.batches).containsExactly(4);
    assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isZero();
  }

  @Test
  void anEventTellsAllAboutItsFrame() throws Exception {
    push(valid("a", 5, (byte) 10));
    harness.endInput();

    FrameDetections event = harness.extractOutputValues().get(0);
    assertThat(event.getCameraId()).isEqualTo("a");
    assertThat(event.getSequence()).isEqualTo(5);
    assertThat(event.getCapturedAt()).isEqualTo(Records.CAPTURED);
    assertThat(event.getSource().getTopic()).isEqualTo(Records.TOPIC);
    assertThat(event.getSource().getPartition()).isEqualTo(3);
    assertThat(event.getSource().getOffset()).isEqualTo(5);
    assertThat(event.getModel()).isEqualTo(model.identity());
    assertThat(event.getImageWidth()).isEqualTo(10);
    assertThat(event.getOutcome()).isEqualTo(Outcome.DETECTED);
    assertThat(event.getTimings().getNetworkMicros()).isEqualTo(2);
    assertThat(event.getTimings().getPostprocessMicros()).isEqualTo(3);
    assertThat(event.getTimings().getBatchSize()).isEqualTo(1);
    Detection car = event.getDetections().get(0);
    assertThat(car.getLabel()).isEqualTo("car");
    assertThat(car.getClassProbabilities()).containsExactly(.25f, .75f);
    assertThat(car.getBox().getX2()).isEqualTo(10f);
    assertThat(harness.extractOutputStreamRecords().get(0).getTimestamp())
        .isEqualTo(Records.CAPTURED.toEpochMilli());
  }

  @Test
  void aLoneFrameRunsAsSoonAsTheSourceHasNoMore() throws Exception {
    push(valid("a", 0, (byte) 10));
    theSourceHasATurn();
    theSourceHasATurn();

    assertThat(offsets()).containsExactly(0L);
    assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isZero();
  }

  @Test
  void framesAtHandJoinTheBatch() throws Exception {
    push(valid("a", 0, (byte) 10));
    theSourceHasATurn();
    push(valid("b", 1, (byte) 10));
    theSourceHasATurn();
    push(valid("a", 2, (byte) 10));
    theSourceHasATurn();
    assertThat(offsets()).isEmpty();

    theSourceHasATurn();
    assertThat(offsets()).containsExactly(0L, 1L, 2L);
    assertThat(model.batches).containsExactly(3);
  }

  @Test
  void aCheckpointBarrierFindsAnEmptyBuffer() throws Exception {
    push(valid("a", 0, (byte) 10));
    harness.prepareSnapshotPreBarrier(1);

    assertThat(offsets()).containsExactly(0L);
  }

  @Test
  void aWatermarkDoesNotOvertakeFrames() throws Exception {
    push(valid("a", 0, (byte) 10));
    harness.processWatermark(new Watermark(5));
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    theSourceHasATurn();
    theSourceHasATurn();

    assertThat(harness.getOutput())
        .hasSize(3)
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(StreamRecord.class),
            second -> assertThat(second).isEqualTo(new Watermark(5)),
            third -> assertThat(third).isEqualTo(WatermarkStatus.IDLE));
  }

  @Test
  void theEndOfInputEmptiesTheBuffer() throws Exception {
    push(valid("a", 0, (byte) 10));
    harness.endInput();

    assertThat(offsets()).containsExactly(0L);
  }

  @Test
  void finishingEmptiesTheBufferToo() throws Exception {
    push(valid("a", 0, (byte) 10));
    harness.getOperator().finish();

    assertThat(offsets()).containsExactly(0L);
  }

  @Test
  void closingDropsTheBuffer() throws Exception {
    push(valid("a", 0, (byte) 10));
    harness.getOperator().close();

    assertThat(offsets()).isEmpty();
    assertThat(model.batches).isEmpty();
    assertThat(model.closed).hasValue(1);
  }

  @Test
  void withoutFramesNothingRuns() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    harness.processWatermark(new Watermark(5));
    harness.setProcessingTime(1000);
    theSourceHasATurn();
    harness.endInput();

    assertThat(model.batches).isEmpty();
    assertThat(harness.getOutput()).containsExactly(new Watermark(5));
  }

  @Test
  void aBatchOfDeadLettersDoesNotCallTheModel() throws Exception {
    push(refused(0), refused(1), valid("a", 2), refused(3));

    assertThat(model.batches).isEmpty();
    assertThat(letters()).hasSize(4);
  }

  @Test
  void brokenPicturesCostOnlyThemselves() throws Exception {
    push(
        valid("a", 0, (byte) 10),
        valid("a", 1, StubModel.TRUNCATED),
        valid("a", 2),
        valid("a", 3, (byte) 20));

    assertThat(offsets()).containsExactly(0L, 3L);
    assertThat(harness.extractOutputValues().get(1).getImageWidth()).isEqualTo(20);
    assertThat(letters())
        .extracting(DeadLetter::getOffset, DeadLetter::getReason)
        .containsExactly(
            tuple(1L, DeadLetterReason.CORRUPT_IMAGE), tuple(2L, DeadLetterReason.EMPTY_IMAGE));
    assertThat(letters().get(0).getMessage()).isEqualTo("JPEG is truncated");
    assertThat(letters().get(0).getCameraId()).isEqualTo("a");
    assertThat(letters().get(0).getHeaders()).containsOnlyKeys("origin");
    assertThat(letters().get(0).getPayload()).isNull();
  }

  @Test
  void aFrameThatTheModelChokesOnCostsOnlyItself() throws Exception {
    push(
        valid("a", 0, (byte) 10),
        valid("a", 1, StubModel.POISON),
        valid("a", 2, StubModel.BREAKS_DECODER),
        valid("a", 3, (byte) 20));

    assertThat(model.batches).containsExactly(3, 1, 1, 1);
    assertThat(offsets()).containsExactly(0L, 3L);
    assertThat(letters())
        .extracting(DeadLetter::getOffset, DeadLetter::getReason)
        .containsExactly(
            tuple(1L, DeadLetterReason.DETECTION_FAILED),
            tuple(2L, DeadLetterReason.DETECTION_FAILED));
  }

  @Test
  void aModelThatAlwaysFailsStopsTheJob() throws Exception {
    model.broken = true;

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < BatchDetector.MOST_FAILURES_IN_A_ROW; i++) {
                push(valid("a", i, (byte) 10));
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the model failed on 32 frames in a row with model stub 1");
    assertThatThrownBy(() -> harness.prepareSnapshotPreBarrier(1))
        .as("no checkpoint passes the frames that failed")
        .hasMessageContaining("the model failed on 32 frames in a row with model stub 1");

    harness.getOperator().close();
    harness = newHarness(false);
    harness.open();
  }

  @Test
  void failuresBetweenSuccessesDoNot() throws Exception {
    for (int i = 0; i < 2 * BatchDetector.MOST_FAILURES_IN_A_ROW; i++) {
      push(valid("a", 2L * i, StubModel.POISON), valid("a", 2L * i + 1, (byte) 10));
    }

    assertThat(letters()).hasSize(2 * BatchDetector.MOST_FAILURES_IN_A_ROW);
  }

  @Test
  void thePayloadIsKeptOnDemand() throws Exception {
    try (Harness keeping = newHarness(true)) {
      keeping.open();
      keeping.processElement(new StreamRecord<>(valid("a", 0)));
      keeping.endInput();

      DeadLetter letter =
          keeping.getSideOutput(FrameDetectorOperator.DEAD_LETTERS).remove().getValue();
      assertThat(letter.getPayload().array()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void aRestoredOperatorGoesOnWithAnEmptyBuffer() throws Exception {
    push(valid("a", 0, (byte) 10));
    harness.prepareSnapshotPreBarrier(1);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    push(valid("a", 1, (byte) 10));

    try (Harness restored = newHarness(false)) {
      restored.initializeState(snapshot);
      restored.open();
      restored.processElement(new StreamRecord<>(valid("a", 1, (byte) 10)));
      restored.endInput();

      assertThat(restored.extractOutputValues())
          .extracting(event -> event.getSource().getOffset())
          .containsExactly(1L);
    }
  }

  /** What a task does after each turn of the source, in which that may have pushed frames. */
  private void theSourceHasATurn() throws Exception {
    Mails.read(harness.getTaskMailbox());
  }

  private void push(SourceFrame... frames) throws Exception {
    for (SourceFrame frame : frames) {
      harness.processElement(new StreamRecord<>(frame));
    }
  }

  private static SourceFrame refused(long offset) {
    return new SourceFrame.Refused(
        Records.record(offset, "a", null), new Refusal(DeadLetterReason.SCHEMA, "broken"));
  }

  private List<Long> offsets() {
    return harness.extractOutputValues().stream()
        .map(event -> event.getSource().getOffset())
        .toList();
  }

  private List<DeadLetter> letters() {
    var letters = harness.getSideOutput(FrameDetectorOperator.DEAD_LETTERS);
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }
}
