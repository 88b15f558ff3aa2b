package io.frameflow.train.data.statistics;

import static io.frameflow.train.data.VocFolder.annotation;
import static io.frameflow.train.data.VocFolder.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.train.data.VocFolder;
import io.frameflow.train.data.formats.DataSets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetStatisticsTest {
  @TempDir Path temp;

  @Test
  void countsWhatTheAnnotationsSay() throws IOException {
    new VocFolder(temp)
        .split("train", "a", "b", "c")
        // 100x80: sides of 20 and 40 pixels, 2:1 and 1:1
        .image("a", annotation(object("cat", 1, 1, 40, 10), object("cat", 1, 1, 40, 40)))
        .image("b", annotation(object("dog", 1, 1, 100, 80)))
        .image("c", annotation());

    DataSetStatistics statistics = DataSetStatistics.of(DataSets.open(temp, "train", null));

    assertThat(statistics.objects()).containsEntry("cat", 2).containsEntry("dog", 1);
    assertThat(statistics.imagesShowing()).containsEntry("cat", 1).containsEntry("dog", 1);
    assertThat(statistics.boxSides().least()).isCloseTo(20, within(1e-3));
    assertThat(statistics.boxSides().most()).isCloseTo(Math.sqrt(8000), within(1e-3));
    assertThat(statistics.cocoSizes().counts()).containsExactly(1L, 2L, 0L);
    assertThat(statistics.aspectRatios().most()).isCloseTo(4, within(1e-6));
    assertThat(statistics.relativeSides().most()).isCloseTo(1, within(1e-6));
    assertThat(statistics.objectsPerImage().counts().subList(0, 4)).containsExactly(1L, 1L, 1L, 0L);
    assertThat(StatisticsText.of(statistics)).contains("cat", "33.3 %", "mean 100.0 px");
  }

  @Test
  void aValueOnAnEdgeIsInTheBinAbove() {
    Histogram histogram = new Histogram(List.of("low", "middle", "high"), 1, 2);
    for (double value : new double[] {-5, .99, 1, 1.5, 2, 100}) {
      histogram.add(value);
    }

    assertThat(histogram.counts()).containsExactly(2L, 2L, 2L);
    assertThat(histogram.mean()).isCloseTo(100.49 / 6, within(1e-9));
    assertThatThrownBy(() -> new Histogram(List.of("one"), 1, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
