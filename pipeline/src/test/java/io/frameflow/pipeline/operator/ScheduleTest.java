package io.frameflow.pipeline.operator;

import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.junit.jupiter.api.Test;

/**
 * The operator under every interleaving. Each seed is one schedule; a failure names it, and {@code
 * -Dframeflow.schedule.seed=N} runs it alone.
 */
class ScheduleTest {
  private static final int SCHEDULES = 10_000;
  private static final Long ONE = Long.getLong("frameflow.schedule.seed");

  /** An environment is dear to make, and holds on to everything that was ever opened in it. */
  private static final int SCHEDULES_PER_ENVIRONMENT = 100;

  @Test
  void everyFrameHasOneRecordInOrderWhateverHappens() throws Exception {
    if (ONE != null) {
      run(ONE, ONE + 1);
      return;
    }
    for (int first = 1; first <= SCHEDULES; first += SCHEDULES_PER_ENVIRONMENT) {
      run(first, first + SCHEDULES_PER_ENVIRONMENT);
    }
  }

  @SuppressWarnings("try") // The environment may be interrupted in its close.
  private static void run(long firstSeed, long endSeed) throws Exception {
    try (MockEnvironment environment = MockEnvironment.builder().build()) {
      for (long seed = firstSeed; seed < endSeed; seed++) {
        Schedule schedule = new Schedule(seed, environment);
        try {
          schedule.run();
        } catch (Exception | AssertionError e) {
          throw new AssertionError(
              "schedule with seed %d: %s%n%s".formatted(seed, e.getMessage(), schedule.trace()), e);
        }
      }
    }
  }
}
