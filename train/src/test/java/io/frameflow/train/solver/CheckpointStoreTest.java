package io.frameflow.train.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.train.network.WeightArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointStoreTest {

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void theLastTwoStatesAreKept() throws Exception {
    CheckpointStore store = store();
    assertThat(store.exists()).isFalse();
    assertThat(store.load(warnings::add)).isEmpty();
    for (int steps = 1; steps <= 3; steps++) {
      store.save(state(steps));
    }
    assertThat(store.exists()).isTrue();
    assertThat(steps(store)).isEqualTo(3);
    assertThat(Checkpoint.load(store.before()).completedSteps()).isEqualTo(2);
    assertThat(warnings).isEmpty();
    assertThat(files()).containsExactly("before", "latest");
  }

  @Test
  void aKillBetweenTheTwoRenamesLosesOneStateAtMost() throws Exception {
    CheckpointStore store = store();
    store.save(state(1));
    store.save(state(2));
    Files.move(store.latest(), folder.resolve("latest.new"));

    assertThat(store.exists()).isTrue();
    assertThat(steps(store)).isEqualTo(1);
    store.save(state(2));
    assertThat(steps(store)).isEqualTo(2);
    assertThat(files()).containsExactly("before", "latest");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aDamagedStateGivesWayToTheOneBeforeWhichIsNotLostThen(long seed) throws Exception {
    CheckpointStore store = store();
    store.save(state(1));
    store.save(state(2));
    damage(store.latest(), seed);

    assertThat(steps(store)).as("seed %d", seed).isEqualTo(1);
    assertThat(warnings)
        .hasSize(1)
        .first()
        .asString()
        .contains(store.latest().toString())
        .endsWith("; taking the checkpoint before");
    store.save(state(2));
    assertThat(Checkpoint.load(store.before()).completedSteps()).isEqualTo(1);
    assertThat(steps(store)).isEqualTo(2);
  }

  @Test
  void withoutAnyWholeStateOneLineSaysWhatToDo() throws Exception {
    CheckpointStore store = store();
    store.save(state(1));
    store.save(state(2));
    Files.writeString(store.latest(), "no");
    Files.writeString(store.before(), "no");
    assertThatThrownBy(() -> store.load(warnings::add))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "no checkpoint is whole \\(.*latest.*; .*before.*\\); start again with another --out");
  }

  /** The end cut off (odd seeds), or a flipped bit (even ones). */
  private static void damage(Path file, long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = Files.readAllBytes(file);
    if (seed % 2 == 1) {
      Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    } else {
      // Among the values, where the format itself notices nothing.
      bytes[bytes.length - 1 - random.nextInt(400)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
    }
  }

  private int steps(CheckpointStore store) throws IOException {
    return store.load(warnings::add).orElseThrow().completedSteps();
  }

  private CheckpointStore store() {
    return new CheckpointStore(folder.resolve("latest"), folder.resolve("before"));
  }

  private static Checkpoint state(int steps) {
    float[] values = new float[100];
    Arrays.fill(values, steps);
    WeightArray weight = new WeightArray(new long[] {100}, values);
    return new Checkpoint(steps, "settings", Map.of("w", weight), Map.of("w", weight));
  }

  private List<String> files() throws IOException {
    try (var found = Files.list(folder)) {
      return found.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
