package io.frameflow.train.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementStoreTest {

  private static final Measurement SOME = new Measurement("some", List.of(), 1, bench -> Map.of());

  @TempDir Path temp;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void figuresComeBackAsTheyWereAndSeedsAreKeptApart() throws IOException {
    MeasurementStore store = store();
    store.save(SOME, 1, Map.of(Measure.MAP50, 1 / 3., Measure.RECALL50, Double.NaN), 2.5);

    assertThat(store.load(SOME, 1).orElseThrow())
        .containsEntry(Measure.MAP50, 1 / 3.)
        .containsEntry(Measure.RECALL50, Double.NaN);
    assertThat(store.load(SOME, 2)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aDamagedFileIsToldAndCountsAsNotMeasured() throws IOException {
    MeasurementStore store = store();
    store.save(SOME, 1, Map.of(Measure.MAP50, .5), 1);
    Path file = temp.resolve("measurements").resolve("some-1.json");
    Files.writeString(file, Files.readString(file).substring(0, 40));
    assertThat(store.load(SOME, 1)).isEmpty();
    Files.writeString(file, "[]");
    assertThat(store.load(SOME, 1)).isEmpty();
    assertThat(warnings)
        .hasSize(2)
        .allMatch(line -> line.startsWith(file + " is damaged (") && line.endsWith("again"));
  }

  private MeasurementStore store() {
    return new MeasurementStore(new AblationFolder(temp), warnings::add);
  }
}
