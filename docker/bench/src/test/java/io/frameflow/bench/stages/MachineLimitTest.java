package io.frameflow.bench.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.Precision;
import org.junit.jupiter.api.Test;

class MachineLimitTest {

  @Test
  void bf16OnlyWhereTheProcessorMultipliesIt() {
    assertThat(MachineLimit.precisions("flags : avx512f avx512_vnni"))
        .containsExactly(Precision.FP32);
    assertThat(MachineLimit.precisions("flags : avx512f avx512_bf16"))
        .containsExactly(Precision.FP32, Precision.BF16);
    assertThat(MachineLimit.precisions("flags : amx_bf16 amx_tile"))
        .containsExactly(Precision.FP32, Precision.BF16);
    assertThat(MachineLimit.precisions("")).containsExactly(Precision.FP32);
  }
}
