package io.frameflow.bench.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Times;
import io.frameflow.bench.stages.Stage.Absentee;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageTest {

  private final Stage stage = new Stage("heads", "the heads", 1);

  @Test
  void aPeerThatFailsIsToldOf() {
    stage.invite(
        "libtorch",
        "bf16",
        open -> {
          throw new UnsatisfiedLinkError("no jnitorch in path\nmore");
        });
    stage.invite(
        "peer",
        "",
        open -> {
          throw new IllegalStateException();
        });
    assertThat(stage.contenders()).isEmpty();
    assertThat(stage.absentees())
        .containsExactly(
            new Absentee("libtorch", "bf16", "no jnitorch in path"),
            new Absentee("peer", "", "java.lang.IllegalStateException"));
  }

  @Test
  void aCourseOfItsOwnTakesThePlaceOfTurns() throws Exception {
    stage.add(Contender.of("never run", Contender.Role.OURS, item -> fail("it has a turn")));
    List<Times> found = List.of();
    stage.measuredBy(plan -> found);
    assertThat(stage.measure(null)).isSameAs(found);
  }

  @Test
  void closesWhatItHoldsLastFirstAndAllOfIt() {
    List<String> closed = new ArrayList<>();
    stage.hold(() -> closed.add("first"));
    stage.hold(
        () -> {
          throw new IllegalStateException("stuck");
        });
    stage.hold(() -> closed.add("last"));
    assertThatThrownBy(stage::close).hasMessage("stuck");
    assertThat(closed).containsExactly("last", "first");
  }
}
