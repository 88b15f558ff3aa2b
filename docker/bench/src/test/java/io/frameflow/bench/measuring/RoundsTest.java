package io.frameflow.bench.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.bench.measuring.Contender.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration NONE = Duration.ZERO;

  private final List<String> calls = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyoneIsEquallyOftenInEveryPlace(int contenders) {
    int[][] seen = new int[contenders][contenders];
    for (int round = 0; round < 2 * contenders; round++) {
      int[] order = Rounds.order(round, contenders);
      for (int place = 0; place < contenders; place++) {
        seen[order[place]][place]++;
      }
    }
    for (int[] places : seen) {
      assertThat(places).containsOnly(2);
    }
  }

  @Test
  void everyOtherRoundRunsBackwards() {
    assertThat(Rounds.order(0, 3)).containsExactly(0, 1, 2);
    assertThat(Rounds.order(1, 3)).containsExactly(2, 1, 0);
    assertThat(Rounds.order(2, 3)).containsExactly(1, 2, 0);
  }

  @Test
  void allWorkOnTheSameItemInARound() throws Exception {
    Rounds rounds = new Rounds(new Plan(6, HOUR, Duration.ofNanos(1), NONE));
    rounds.run(List.of(named("a", 1), named("b", 1)), 2);
    List<String> counted = calls.subList(2 * Plan.WARM_UP, calls.size());
    assertThat(counted)
        .containsExactly("a0", "b0", "b1", "a1", "b0", "a0", "a1", "b1", "a0", "b0", "b1", "a1");
  }

  @Test
  void aFastContenderWorksSeveralTimesInATurn() throws Exception {
    Rounds rounds = new Rounds(new Plan(5, HOUR, Duration.ofNanos(1000), NONE));
    Times times = rounds.run(List.of(named("fast", 10)), 1).get(0);
    // 3 runs to warm up, then 100 in each of 5 turns
    assertThat(calls).hasSize(3 + 500);
    assertThat(times.nanos()).containsExactly(10, 10, 10, 10, 10);
  }

  @Test
  void everyoneRunsAsLongAsTheJvmNeedsToCompileIt() throws Exception {
    Rounds rounds = new Rounds(new Plan(5, HOUR, Duration.ofNanos(1), Duration.ofNanos(1000)));
    rounds.run(List.of(named("fast", 10)), 1);
    assertThat(calls).hasSize(100 + 5);
  }

  @Test
  void aSlowContenderIsWarmAfterOneRun() throws Exception {
    Rounds rounds = new Rounds(new Plan(5, HOUR, Duration.ofMillis(5), NONE));
    rounds.run(List.of(named("slow", Plan.LONGEST_WARM_UP.toNanos())), 1);
    assertThat(calls).hasSize(1 + 5);
  }

  @Test
  void endsWhenTheTimeIsUpButNotBeforeTheLeastRounds() throws Exception {
    long[] now = {0};
    Rounds rounds =
        new Rounds(new Plan(50, Duration.ofNanos(1), Duration.ofNanos(1), NONE), () -> now[0]++);
    Times times = rounds.run(List.of(named("a", 1)), 1).get(0);
    assertThat(times.rounds()).isEqualTo(Plan.LEAST_ROUNDS);
  }

  @Test
  void refusesTooFewRounds() {
    assertThatThrownBy(() -> new Plan(4, HOUR, NONE, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rounds are 4; at least 5 are needed for quartiles");
  }

  private Contender named(String name, long nanos) {
    return new Contender(
        name,
        "",
        Role.PEER,
        item -> {
          calls.add(name + item);
          return nanos;
        },
        item -> 0,
        "");
  }
}
