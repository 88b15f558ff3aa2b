package io.frameflow.bench.growth.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.bench.growth.load.CameraTurn;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CameraFiguresTest {

  @Test
  void sharesAreOfAllTurnsTogether() {
    CameraFigures figures =
        CameraFigures.of(
            List.of(
                new CameraTurn(1, Map.of("a", 2L, "b", 0L), List.of(1.0)),
                new CameraTurn(1, Map.of("a", 1L, "b", 1L), List.of(3.0))));
    assertThat(figures.least()).isEqualTo(.5);
    assertThat(figures.most()).isEqualTo(1.5);
  }

  @Test
  void oneFrameInAHundredMayBeLater() {
    List<Double> latencies =
        IntStream.rangeClosed(1, 200).mapToObj(i -> (double) (201 - i)).toList();
    CameraFigures figures =
        CameraFigures.of(List.of(new CameraTurn(1, Map.of("a", 200L), latencies)));
    assertThat(figures.median()).isEqualTo(100);
    assertThat(figures.late()).isEqualTo(198);
  }

  @Test
  void withoutAFrameThereIsNoLatency() {
    CameraFigures figures =
        CameraFigures.of(List.of(new CameraTurn(1, Map.of("a", 0L), List.of())));
    assertThat(figures.median()).isNaN();
  }
}
