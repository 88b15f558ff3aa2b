package io.frameflow.pipeline.operator;

import static io.frameflow.pipeline.frames.Records.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.pipeline.waiting.Clocks;
import io.frameflow.pipeline.waiting.PendingFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchDetectorTest {
  private final StubModel model = new StubModel();
  private final BatchDetector detector =
      new BatchDetector(model, new DirectThreads(), Clocks.SYSTEM);

  private PreparedBatch twoFrames() {
    return detector.prepare(
        List.of(
            new PendingFrame(valid("a", 0, (byte) 10), 0, 0),
            new PendingFrame(valid("a", 1, StubModel.TRUNCATED), 1, 0),
            new PendingFrame(valid("b", 2, (byte) 10), 2, 0)));
  }

  @Test
  void aBatchTellsWhatItMadeOfItsFrames() throws InterruptedException {
    BatchResults results = detector.look(twoFrames());

    assertThat(results.frames()).hasSize(3);
    assertThat(results.prepared()).hasSize(3).filteredOn(PreparedFrame::ready).hasSize(2);
    assertThat(results.calls()).containsExactly(2);
    assertThat(results.preparingNanos()).isPositive();
    assertThat(results.lookingNanos()).isPositive();
  }

  @Test
  void whatFailsWhileTheOperatorIsClosedIsNotTriedFrameByFrame() {
    PreparedBatch batch = twoFrames();
    model.broken = true;
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> detector.look(batch)).hasMessage("poison");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(model.batches).containsExactly(2);
  }
}
