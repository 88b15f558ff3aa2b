package io.frameflow.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessProbeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private int starts = 1;
  private boolean answers;
  private long now;

  private final LivenessProbe probe =
      new LivenessProbe(() -> starts, () -> answers, PATIENCE, () -> now);

  @Test
  void aProcessThatStartsMayTakeItsTime() throws InterruptedException {
    assertThat(failsAfter(PATIENCE.multipliedBy(10))).isFalse();
  }

  @Test
  void aProcessThatAnsweredMayBeSilentOnlyForAWhile() throws InterruptedException {
    fallSilent();
    assertThat(failsAfter(PATIENCE)).isFalse();
    assertThat(failsAfter(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void anAnswerInBetweenCounts() throws InterruptedException {
    fallSilent();
    assertThat(failsAfter(PATIENCE)).isFalse();
    answers = true;
    assertThat(failsAfter(Duration.ofMillis(1))).isFalse();
    fallSilent();
    assertThat(failsAfter(PATIENCE)).isFalse();
  }

  @Test
  void timeInWhichNobodyAskedIsNoSilence() throws InterruptedException {
    answers = true;
    assertThat(failsAfter(Duration.ZERO)).isFalse();
    answers = false;
    assertThat(failsAfter(PATIENCE.multipliedBy(2))).isFalse();
  }

  @Test
  void afterARestartItBeginsAnew() throws InterruptedException {
    fallSilent();
    assertThat(failsAfter(PATIENCE.multipliedBy(2))).isTrue();
    starts = 2;
    assertThat(failsAfter(PATIENCE.multipliedBy(2))).isFalse();
  }

  /** One answer, and then a first question without one. */
  private void fallSilent() throws InterruptedException {
    answers = true;
    assertThat(failsAfter(Duration.ZERO)).isFalse();
    answers = false;
    assertThat(failsAfter(Duration.ZERO)).isFalse();
  }

  private boolean failsAfter(Duration time) throws InterruptedException {
    now += time.toNanos();
    return probe.fails();
  }
}
