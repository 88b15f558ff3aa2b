package io.frameflow.standalone.chaos;

import java.io.IOException;
import java.time.Duration;

/** The wall clocks of all of Flink's processes jump, and stay wrong until they jump again. */
record ProcessClockFault(FakeClock clock, Duration offset) implements Fault {

  @Override
  public FaultKind kind() {
    return FaultKind.PROCESS_CLOCK_JUMP;
  }

  @Override
  public String describe() {
    return "the clocks of Flink's processes are wrong by " + Spans.text(offset);
  }

  @Override
  public Duration length() {
    return Duration.ZERO;
  }

  @Override
  public void inject() throws IOException {
    clock.set(offset);
  }

  @Override
  public void heal() {
    // The clocks stay wrong: the job must not care.
  }
}
