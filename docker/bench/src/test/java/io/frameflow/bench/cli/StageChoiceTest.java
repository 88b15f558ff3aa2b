package io.frameflow.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.bench.stages.Stages;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageChoiceTest {

  @Test
  void allUnlessSomeAreNamed() {
    assertThat(StageChoice.of(null, false)).isEqualTo(Stages.NAMES);
    assertThat(StageChoice.of(List.of("heads", "decode"), false))
        .containsExactly("decode", "heads");
  }

  @Test
  void leavesKafkaAndFlinkOut() {
    assertThat(StageChoice.of(null, true))
        .hasSize(Stages.NAMES.size() - 2)
        .doesNotContain(Stages.END_TO_END, Stages.LATENCY);
  }

  @Test
  void namesTheWordThatIsNoStage() {
    assertThatThrownBy(() -> StageChoice.of(List.of("head"), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--only knows no 'head'; choose from matrix,decode,");
  }
}
