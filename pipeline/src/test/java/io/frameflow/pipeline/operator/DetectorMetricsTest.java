package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.Precision;
import io.frameflow.detector.PrecisionChoice;
import io.frameflow.detector.PrecisionChoice.Reason;
import io.frameflow.detector.PrecisionMeasurement;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class DetectorMetricsTest {
  private static final PrecisionMeasurement TRIAL =
      new PrecisionMeasurement(48_300_000, 28_900_000, .006f, .003f);

  private final StubModel model = new StubModel();
  private final Map<String, Object> gauges = new HashMap<>();

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
    public MetricGroup addGroup(String name) {
      return this;
    }
  }
}
