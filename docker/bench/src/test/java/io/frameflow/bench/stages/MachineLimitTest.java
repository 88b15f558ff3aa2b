package io.frameflow.bench.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.Precision;
import io.frameflow.detector.Processor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineLimitTest {

  @Test
  void bf16OnlyWhereTheProcessorMultipliesIt() {
    assertThat(formats("avx512f", "avx512_vnni")).containsExactly(Precision.FP32);
    assertThat(formats("avx512f", "avx512_bf16")).containsExactly(Precision.FP32, Precision.BF16);
    assertThat(formats("amx_bf16", "amx_tile")).containsExactly(Precision.FP32, Precision.BF16);
    assertThat(formats()).containsExactly(Precision.FP32);
  }

  private static List<Precision> formats(String... flags) {
    return MachineLimit.precisions(new Processor(Set.of(flags)));
  }
}
