package io.frameflow.bench.growth.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.bench.measuring.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {

  @Test
  void comeInTheirOwnOrderAndAllUnlessToldOtherwise() {
    assertThat(Tables.choice(List.of("slots", "frame-size")))
        .containsExactly("frame-size", "slots");
    assertThat(Tables.choice(null))
        .containsExactly(
            "frame-size", "proposals", "classes", "cameras", "slots", "task-managers", "sizing");
  }

  @Test
  void aWordThatIsNoTableIsNamed() {
    assertThatThrownBy(() -> Tables.choice(List.of("slot")))
        .hasMessage(
            "--only knows no 'slot'; choose from"
                + " frame-size,proposals,classes,cameras,slots,task-managers,sizing");
  }

  @Test
  void refusesTurnsOfNothing() {
    Plan plan = new Plan(5, Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO);
    assertThatThrownBy(() -> new GrowthPlan(plan, 0, Duration.ofSeconds(1)))
        .hasMessage("--job-rounds must be at least 1, but is 0");
    assertThatThrownBy(() -> new GrowthPlan(plan, 1, Duration.ZERO))
        .hasMessage("--job-seconds must be at least 1, but is 0");
  }

  @Test
  void rowsWithJobsTakeTurnsAndGiveTheirMedians() throws Exception {
    List<String> order = new ArrayList<>();
    double[] figures = {1, 9, 2};
    int[] taken = {0};
    double[] medians =
        JobTurns.medians(
            3,
            List.of(
                () -> {
                  order.add("a");
                  return figures[taken[0]++];
                },
                () -> {
                  order.add("b");
                  return 5;
                }));
    assertThat(medians).containsExactly(2, 5);
    assertThat(order).containsExactly("a", "b", "b", "a", "b", "a");
  }
}
