package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.Precision;
import io.frameflow.detector.PrecisionChoice;
import io.frameflow.detector.PrecisionChoice.Reason;
import io.frameflow.detector.PrecisionMeasurement;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.operator.PreparedFrame.Failure;
import io.frameflow.pipeline.operator.PreparedFrame.Part;
import io.frameflow.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class DetectorMetricsTest {
  private static final PrecisionMeasurement TRIAL =
      new PrecisionMeasurement(48_300_000, 28_900_000, .006f, .003f);

  private final StubModel model = new StubModel();
  private final Map<String, Object> gauges = new HashMap<>();
  private final Map<String, Counter> counters = new HashMap<>();

  @Test
  void theFormatThatATrialChoseIsTold() throws IOException {
    model.precision =
        Optional.of(new PrecisionChoice(Precision.BF16, Reason.FASTER, Optional.of(TRIAL)));

    // through a lease, as on a TaskManager
    try (FrameModel lease = SharedModels.acquire("metrics", () -> model)) {
      register(lease);
    }

    assertThat(gauges)
        .containsEntry("modelVersion", "1")
        .containsEntry("precision", "bf16")
        .containsEntry("precisionBits", 16)
        .containsEntry("precisionReason", "bf16 is faster")
        .containsEntry("precisionFp32Micros", 48_300L)
        .containsEntry("precisionBf16Micros", 28_900L);
  }

  @Test
  void nothingIsToldThatWasNotMeasured() {
    model.precision =
        Optional.of(new PrecisionChoice(Precision.FP32, Reason.REQUESTED, Optional.empty()));
    register(model);
    assertThat(gauges)
        .containsEntry("precision", "fp32")
        .containsEntry("precisionBits", 32)
        .doesNotContainKeys("precisionFp32Micros", "precisionBf16Micros");
  }

  @Test
  void aModelWithoutANetworkHasNoFormat() {
    register(model);
    assertThat(gauges).containsKey("modelVersion").doesNotContainKey("precision");
  }

  @Test
  void aFrameWithoutProposalsWasDecodedAllTheSame() {
    RuntimeException bug = new IllegalStateException("bug");
    Refusal damaged = new Refusal(DeadLetterReason.CORRUPT_IMAGE, "damaged");
    List<PreparedFrame> frames =
        List.of(
            PreparedFrame.of(new Image(1, 1, new byte[3]), Boxes.of(0, 0, 1, 1), 1, 1, 1),
            PreparedFrame.failed(new Failure(Part.PROPOSAL_METHOD, bug), 1),
            PreparedFrame.failed(new Failure(Part.DECODER, bug), 1),
            PreparedFrame.refused(damaged, 1));

    new DetectorMetrics(new Listening(), model)
        .batch(new BatchResults(List.of(), frames, List.of(1), 1, 1));

    assertThat(counters.get("framesDecoded").getCount()).isEqualTo(2);
    assertThat(counters.get("framesUndecodable").getCount()).isEqualTo(2);
  }

  private void register(FrameModel served) {
    assertThat(new DetectorMetrics(new Listening(), served)).isNotNull();
  }

  private final class Listening extends UnregisteredMetricsGroup {
    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(name, gauge.getValue());
      return gauge;
    }

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(name, key -> new SimpleCounter());
    }

    @Override
    public MetricGroup addGroup(String name) {
      return this;
    }
  }
}
