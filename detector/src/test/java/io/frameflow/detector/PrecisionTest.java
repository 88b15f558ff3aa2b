package io.frameflow.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionTest {

  @TempDir Path folder;

  @Test
  void trainingGoesByTheProcessorAlone() throws IOException {
    assertThat(Precision.resolve(processor("avx512_bf16 amx_bf16 amx_tile")))
        .isEqualTo(Precision.BF16);
    assertThat(Precision.resolve(processor("avx512f avx512_bf16"))).isEqualTo(Precision.FP32);
    assertThat(Precision.resolve(Processor.read(folder.resolve("none")))).isEqualTo(Precision.FP32);
    assertThat(Precision.BF16.resolve()).isEqualTo(Precision.BF16);
    assertThat(Precision.FP32.resolve()).isEqualTo(Precision.FP32);
  }

  @Test
  void onlyInstructionsForBfloat16MakeItWorthATrial() throws IOException {
    assertThat(processor("fpu amx_bf16").multipliesBfloat16()).isTrue();
    assertThat(processor("fpu avx512_bf16").multipliesBfloat16()).isTrue();
    assertThat(processor("fpu avx512f avx512_vnni").multipliesBfloat16()).isFalse();
    assertThat(Processor.read(folder.resolve("none")).multipliesBfloat16()).isFalse();
  }

  private Processor processor(String flags) throws IOException {
    Path cpuInfo = folder.resolve("cpuinfo");
    Files.writeString(
        cpuInfo, "processor\t: 0\nflags\t\t: %s\nbugs\t\t: amx_bf16_bug\n".formatted(flags));
    return Processor.read(cpuInfo);
  }
}
