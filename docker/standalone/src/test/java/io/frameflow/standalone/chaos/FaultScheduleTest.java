package io.frameflow.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultScheduleTest {

  private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, -7, Long.MAX_VALUE})
  void theSameSeedPlansTheSameFaults(long seed) {
    assertThat(plan(seed, ALL, 60)).isEqualTo(plan(seed, ALL, 60));
  }

  @Test
  void anotherSeedPlansOtherFaults() {
    assertThat(plan(1, ALL, 60)).isNotEqualTo(plan(2, ALL, 60));
  }

  @Test
  void eachKindComesOnceBeforeAnyComesTwice() {
    List<FaultKind> first = kinds(plan(5, ALL, ALL.size()));
    assertThat(first).containsExactlyInAnyOrderElementsOf(ALL);
  }

  @Test
  void laterRoundsHoldEachKindAsOftenAsItWeighs() {
    int round = ALL.stream().mapToInt(FaultKind::weight).sum();
    List<FaultKind> second =
        kinds(plan(5, ALL, ALL.size() + round)).subList(ALL.size(), ALL.size() + round);
    for (FaultKind kind : ALL) {
      assertThat(second).filteredOn(kind::equals).hasSize(kind.weight());
    }
  }

  @Test
  void onlyWantedKindsArePlanned() {
    Set<FaultKind> wanted = EnumSet.of(FaultKind.KILL_BROKER, FaultKind.CUT_CONNECTIONS);
    assertThat(kinds(plan(3, wanted, 20))).hasSameElementsAs(wanted);
  }

  @Test
  void aKindThatComesOnceInARunComesAgainWhereThereIsNoOther() {
    Set<FaultKind> wanted = EnumSet.of(FaultKind.LOSE_TRANSACTIONS);
    assertThat(kinds(plan(3, wanted, 3))).hasSize(3).containsOnly(FaultKind.LOSE_TRANSACTIONS);
  }

  @Test
  void faultsOfOneRunDrawDifferently() {
    List<FaultSchedule.Planned> planned = plan(3, ALL, 20);
    assertThat(planned.stream().map(p -> p.random().nextLong())).doesNotHaveDuplicates();
  }

  @Test
  void nothingToChooseFromIsRefused() {
    assertThatThrownBy(() -> new FaultSchedule(1, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<FaultSchedule.Planned> plan(long seed, Set<FaultKind> kinds, int count) {
    FaultSchedule schedule = new FaultSchedule(seed, kinds);
    return Stream.generate(schedule::next).limit(count).toList();
  }

  private static List<FaultKind> kinds(List<FaultSchedule.Planned> planned) {
    return planned.stream().map(FaultSchedule.Planned::kind).toList();
  }
}
